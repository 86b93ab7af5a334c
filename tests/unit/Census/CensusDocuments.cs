using System.Text;
using System.Text.Json;

namespace Aim.Tests.Census;

/// <summary>Random documents, legal but unfriendly: odd white space, escapes, nulls, bare numbers, empty and long values.</summary>
internal static class CensusDocuments
{
    private static readonly string[] Values =
    [
        "", "0", "-", "1220", "ALUMINUM, NOT ALLOYED", "[", "]", "],[", ",", "\",\"", "\\", "\\\\", "\"", "a\nb\t", "CÔTE D'IVOIRE", "中国", "😀",
        "123456789012345678", "(D)", "null", "7601103000", "C:\\", "\u0001", "/",
    ];

    private static readonly string[] Spaces = ["", "", "", "", "", "\n", " ", "\r\n\t "];

    public static string Create(Random random, int mostRows = 60)
    {
        var text = new StringBuilder();
        for (var document = random.Next(1, 4); document > 0; document--)
        {
            var columns = random.Next(1, 20);
            var hostile = random.Next(3) == 0;
            text.Append('[');
            for (int row = 0, rows = random.Next(1, mostRows); row < rows; row++)
            {
                text.Append(row == 0 ? "" : ",\n").Append('[');
                for (var column = 0; column < columns; column++)
                {
                    text.Append(column == 0 ? "" : ",").Append(row == 0 ? $"\"C{column}\"" : Field(random, hostile));
                }

                text.Append(']');
            }

            text.Append(']').Append(Spaces[random.Next(Spaces.Length)]);
        }

        return text.ToString();
    }

    /// <summary>What a general JSON reader makes of it.</summary>
    public static List<List<string?[]>> Oracle(byte[] bytes)
    {
        var documents = new List<List<string?[]>>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            documents.Add([.. document.RootElement.EnumerateArray().Select(row => row.EnumerateArray().Select(Text).ToArray())]);
        }

        return documents;
    }

    /// <summary>False when the general reader refuses: it is stricter within strings and numbers.</summary>
    public static bool TryOracle(byte[] bytes, out List<List<string?[]>> documents)
    {
        try
        {
            documents = Oracle(bytes);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            documents = [];
            return false;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString();

    private static string Field(Random random, bool hostile)
    {
        var value = random.Next(hostile ? 6 : 1) switch
        {
            1 => "null",
            2 => $"{random.Next(-5, 1_000_000)}",
            3 => JsonSerializer.Serialize(Values[random.Next(Values.Length)]),
            4 => $"\"\\u00e9\\/\\ud83d\\ude00{new string('x', random.Next(200))}\"",
            _ => $"\"{Values[random.Next(4)]}{random.Next()}\"",
        };
        return hostile ? Spaces[random.Next(Spaces.Length)] + value + Spaces[random.Next(Spaces.Length)] : value;
    }
}
