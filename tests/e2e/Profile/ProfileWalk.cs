using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Profile;

/// <summary>Looks up the numbers of the profile at the addresses beside them, and makes them again by the rule that they name.</summary>
internal sealed partial class ProfileWalk(Api api)
{
    private readonly Dictionary<string, List<Dictionary<string, JsonElement>>> answers = new(StringComparer.Ordinal);

    /// <summary>How many numbers have been looked up.</summary>
    public int Count { get; private set; }

    /// <summary>Every number of a sentence; what is left of it then has no figure but dates and names.</summary>
    public async Task StatementAsync(JsonElement statement)
    {
        var rest = statement.GetProperty("text").GetString()!;
        foreach (var number in statement.GetProperty("numbers").EnumerateArray())
        {
            var sums = new List<decimal>();
            foreach (var cells in number.GetProperty("of").EnumerateArray()) sums.Add(await SumAsync(cells));
            var expected = number.GetProperty("rule").GetString() switch
            {
                "sum" => sums[0],
                "share" => sums[0] / sums[1],
                "change" => (sums[0] / sums[1]) - 1,
                "rate" => sums[0] / number.GetProperty("by").GetInt32(),
                var other => throw new InvalidOperationException($"There is no rule {other}."),
            };
            var (text, value) = (number.GetProperty("text").GetString()!, number.GetProperty("value").GetDecimal());
            Assert.True(IsNear(value, expected), $"{rest}: {text} is {value}, and {expected} by {number.GetProperty("of")}");
            Assert.True(IsPrinted(text, value), $"{rest}: {value} is printed as {text}");
            var place = Regex.Match(rest, $@"(?<!\d|\d[.,]){Regex.Escape(text)}(?!\d|[.,]\d)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            Assert.True(place.Success, $"{text} is not in {rest}");
            rest = rest.Remove(place.Index, place.Length);
            Count++;
        }

        Assert.DoesNotMatch(@"\d", NoFigure().Replace(rest, ""));
    }

    /// <summary>Every cell of a table.</summary>
    public async Task TableAsync(JsonElement table)
    {
        var columns = table.GetProperty("columns").EnumerateArray().Select(c => (
            Name: c.GetProperty("name").GetString()!,
            IsText: c.GetProperty("format").GetString() == "text",
            Where: c.GetProperty("where") is { ValueKind: JsonValueKind.Object } where ? where.EnumerateObject().Select(w => (w.Name, w.Value.GetString()!)).ToArray() : [])).ToList();
        var answer = await AnswerAsync(table.GetProperty("url").GetString()!);
        foreach (var row in table.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().ToList()))
        {
            var texts = columns.Zip(row).Where(c => c.First.IsText).Select(c => (c.First.Name, c.Second.GetString())).ToList();
            foreach (var (column, cell) in columns.Zip(row).Where(c => !c.First.IsText))
            {
                var found = answer.Where(a => texts.All(t => a[t.Name].GetString() == t.Item2) && column.Where.All(w => a[w.Name].GetString() == w.Item2)).Select(a => a[column.Name]).ToList();
                Assert.True(found.Count == 0 ? cell.ValueKind == JsonValueKind.Null : found.Exists(f => Same(f, cell)), $"{table.GetProperty("id")} {string.Join(' ', texts)} {column.Name}: {cell}");
                Count++;
            }
        }
    }

    /// <summary>Every point of a chart.</summary>
    public async Task ChartAsync(JsonElement chart)
    {
        foreach (var series in chart.GetProperty("series").EnumerateArray())
        {
            var answer = await AnswerAsync(series.GetProperty("url").GetString()!);
            var rows = answer.Where(a => series.GetProperty("where").EnumerateObject().All(w => a[w.Name].GetString() == w.Value.GetString())).ToList();
            await PointsAsync("values", series.GetProperty("column").GetString()!);
            if (series.GetProperty("low").ValueKind == JsonValueKind.Array) await PointsAsync("low", "low_80");
            if (series.GetProperty("high").ValueKind == JsonValueKind.Array) await PointsAsync("high", "high_80");

            Task PointsAsync(string name, string column)
            {
                foreach (var (key, value) in series.GetProperty("keys").EnumerateArray().Zip(series.GetProperty(name).EnumerateArray()))
                {
                    var found = rows.Where(a => a.Values.Any(v => v.ValueKind == JsonValueKind.String && v.GetString() == key.GetString())).Select(a => a[column]).ToList();
                    Assert.True(found.Exists(f => Same(f, value)), $"{chart.GetProperty("id")} {key}: {value}");
                    Count++;
                }

                return Task.CompletedTask;
            }
        }
    }

    private async Task<decimal> SumAsync(JsonElement cells)
    {
        var answer = await AnswerAsync(cells.GetProperty("url").GetString()!);
        return answer.Where(r => cells.GetProperty("where").EnumerateObject().All(w => r[w.Name].GetString() == w.Value.GetString()))
            .Select(r => r[cells.GetProperty("column").GetString()!]).Where(c => c.ValueKind == JsonValueKind.Number).Sum(c => c.GetDecimal());
    }

    private async Task<List<Dictionary<string, JsonElement>>> AnswerAsync(string url)
    {
        if (answers.TryGetValue(url, out var known)) return known;

        var columns = await api.ColumnsAsync(url[1..]);
        return answers[url] = [.. Enumerable.Range(0, columns.Values.First().Length).Select(i => columns.ToDictionary(c => c.Key, c => c.Value[i], StringComparer.Ordinal))];
    }

    private static bool Same(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && (one.ValueKind == JsonValueKind.Null || IsNear(one.GetDecimal(), other.GetDecimal()));

    private static bool IsNear(decimal one, decimal other) => Math.Abs(one - other) <= 1e-12m * Math.Max(1, Math.Abs(other));

    /// <summary>Whether a number is printed as it is, to the digits that stand there, and said to be more or less as it is.</summary>
    private static bool IsPrinted(string text, decimal value)
    {
        if (text.StartsWith("as much as", StringComparison.Ordinal)) return Math.Abs(value) <= 0.0005m;

        var digits = Digits().Match(text).Value;
        var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var scale = text.Contains("million", StringComparison.Ordinal) ? 1_000_000m : text.Contains("thousand", StringComparison.Ordinal) ? 1000m : text.Contains('%', StringComparison.Ordinal) ? 0.01m : 1m;
        var printed = decimal.Parse(digits, NumberStyles.Number, CultureInfo.InvariantCulture) * scale;
        var isRounded = Math.Abs(printed - Math.Abs(value)) <= scale * (decimal)Math.Pow(10, -decimals) * 0.5000001m;
        return isRounded && (!text.Contains("more", StringComparison.Ordinal) || value > 0) && (!text.Contains("less", StringComparison.Ordinal) || value < 0);
    }

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    /// <summary>Days, months, years, bases of an index, industries, sections of a law, the two intervals, and counts that others have put into words.</summary>
    [GeneratedRegex(@"\d{4}-\d{2}=100|\d{4}(-\d{2}){0,2}|NAICS \d+|Section 232|of (80|95) %|""About 50""|29, 68 and about 50", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoFigure();
}
