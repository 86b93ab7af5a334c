using System.Text;
using System.Text.Json;
using Aim.Pipeline.Comtrade;
using Aim.Tests.Census;
using Xunit;

namespace Aim.Tests.Comtrade;

/// <summary>The rows that our own reader of JSON finds are those that a general one finds.</summary>
public sealed class ComtradeFuzzTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1.5e+3", "12345678901234567890", "\"\"", "\"x\"", "\"\\\"\"", "\"\\\\\"", "\"\\u0041\"", "\"},{\"", "\"é中😀\"",
        "{}", "[]", "{\"a\":[1,\"]\"],\"b\":{}}", "[[{\"data\":[]}]]",
    ];

    private static readonly string[] Spaces = ["", "", "", "", " ", "\n", "\t\r\n  "];

    [Fact]
    public async Task Random_answers_in_random_pieces()
    {
        var random = new Random(7604);
        for (var round = 0; round < 1500; round++)
        {
            var text = Answers(random);
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(Oracle(bytes), await RowsAsync(new DripStream(bytes, random, random.Next(1, 300)), 1 << random.Next(5, 12)));
        }
    }

    [Fact]
    public async Task Damaged_answers_are_refused_or_read_as_a_general_reader_does()
    {
        var random = new Random(7605);
        for (var round = 0; round < 5000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Answers(random));
            for (var damage = random.Next(1, 3); damage > 0; damage--) bytes[random.Next(bytes.Length)] = (byte)"{}[],:\"\\ 0nx"[random.Next(12)];

            string read;
            try
            {
                read = await RowsAsync(new MemoryStream(bytes), 4096);
            }
            catch (ComtradeFormatException)
            {
                continue;
            }

            // The general reader is stricter within strings and numbers.
            if (TryOracle(bytes) is { } expected) Assert.Equal(expected, read);
        }
    }

    private static string Answers(Random random)
    {
        var text = new StringBuilder();
        for (var answers = random.Next(1, 4); answers > 0; answers--)
        {
            var names = Names.Select(n => random.Next(4) == 0 ? n.ToUpperInvariant() : n).Concat(["other", "more"]).OrderBy(_ => random.Next()).ToList();
            text.Append("{\"count\":1,").Append(Space()).Append("\"data\"").Append(Space()).Append(':').Append(Space()).Append('[').Append(Space());

            // Most values stay as they are for a while, so that rows are like the ones before them.
            var values = names.ToDictionary(n => n, _ => "1", StringComparer.Ordinal);
            for (int row = 0, rows = random.Next(random.Next(2) == 0 ? 6 : 40); row < rows; row++)
            {
                foreach (var name in names.Where(_ => random.Next(4) == 0)) values[name] = Values[random.Next(Values.Length)];
                if (random.Next(5) == 0) names.Reverse();
                text.Append(row == 0 ? "" : ",").Append(random.Next(5) == 0 ? Space() : "").Append('{');
                var shown = names.Take(random.Next(8) == 0 ? random.Next(names.Count) : names.Count).ToList();
                text.AppendJoin(',', shown.Select(n => $"{Odd()}\"{n}\"{Odd()}:{Odd()}{values[n]}{Odd()}")).Append('}');
            }

            text.Append(Space()).Append("],\"error\":\"\"}").Append(Space());
        }

        return text.ToString();

        string Space() => Spaces[random.Next(Spaces.Length)];
        string Odd() => random.Next(30) == 0 ? Space() : "";
    }

    private static async Task<string> RowsAsync(Stream body, int buffer)
    {
        var sink = new Sink();
        await ComtradeDocuments.ReadAsync(body, new ComtradeFields(Names), sink, TestContext.Current.CancellationToken, buffer);
        return string.Join('\n', sink.Rows);
    }

    private static string? TryOracle(byte[] bytes)
    {
        try
        {
            return Oracle(bytes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string Oracle(byte[] bytes)
    {
        var rows = new List<string>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            foreach (var row in document.RootElement.GetProperty("data").EnumerateArray())
            {
                var last = row.EnumerateObject().GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.OrdinalIgnoreCase);
                rows.Add(string.Join('|', Names.Select(n => last.TryGetValue(n, out var value) && value.ValueKind != JsonValueKind.Null
                    ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
                    : "")));
            }
        }

        return string.Join('\n', rows);
    }

    private sealed class Sink : IComtradeSink
    {
        public List<string> Rows { get; } = [];

        public void Row(in ComtradeRow row)
        {
            var texts = new string[Names.Length];
            for (var i = 0; i < texts.Length; i++) texts[i] = Encoding.UTF8.GetString(row.Optional(i));
            Rows.Add(string.Join('|', texts));
        }
    }
}
