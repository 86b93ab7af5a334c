using System.Text.Json;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>Reads the other shapes of an answer back into columns.</summary>
internal static class Shapes
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    /// <summary>A cell as CSV has it before quoting.</summary>
    public static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => cell.GetString()!,
        _ => cell.GetRawText(),
    };

    public static Dictionary<string, JsonElement[]> FromRecords(JsonElement answer, IEnumerable<string> names) =>
        names.ToDictionary(n => n, n => answer.GetProperty("data").EnumerateArray().Select(r => r.GetProperty(n)).ToArray(), StringComparer.Ordinal);

    /// <summary>Series by series; periods without a row are left out.</summary>
    public static Dictionary<string, JsonElement[]> FromDense(JsonElement answer, IReadOnlyCollection<string> names)
    {
        var columns = names.ToDictionary(n => n, _ => new List<JsonElement>(), StringComparer.Ordinal);
        var periods = answer.GetProperty("data").GetProperty("period").EnumerateArray().ToArray();
        foreach (var series in answer.GetProperty("data").GetProperty("series").EnumerateArray())
        {
            var status = series.GetProperty("status").GetString()!;
            for (var i = 0; i < periods.Length; i++)
            {
                foreach (var name in names)
                {
                    var cell = name == "period" ? periods[i] : name == "status" ? JsonElement.Parse($"\"{status[i]}\"") : Of(series.GetProperty(name), i);
                    if (status[i] != '-') columns[name].Add(cell);
                    else if (name is not ("period" or "status") && series.GetProperty(name).ValueKind == JsonValueKind.Array && cell.ValueKind != Null.ValueKind)
                        throw new InvalidDataException($"{name} has a figure where there is no row.");
                }
            }
        }

        return columns.ToDictionary(c => c.Key, c => c.Value.ToArray(), StringComparer.Ordinal);

        static JsonElement Of(JsonElement value, int index) => value.ValueKind == JsonValueKind.Array ? value[index] : value;
    }

    /// <summary>The lines of a CSV file without its quotes.</summary>
    public static IReadOnlyList<string> FromCsv(string text) =>
        [.. text.Split("\r\n")[..^1].Select(line => line.Replace("\"\"", "\0", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("\0", "\"", StringComparison.Ordinal))];
}
