using System.Globalization;
using System.Text.Json;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>
/// Rows of an answer as lines of text, so that two answers are compared row by row: period, codes, tons and dollars as they are
/// written, what is divided to twelve digits, months, status.
/// </summary>
internal static class AnswerText
{
    /// <param name="columns">The columns of a JSON answer.</param>
    /// <param name="by">The dimensions that were asked for.</param>
    public static IReadOnlyList<string> Rows(Dictionary<string, JsonElement[]> columns, IReadOnlyList<string> by) =>
        [.. Enumerable.Range(0, columns["period"].Length).Select(i =>
        {
            var keys = string.Concat(by.Select(name => "|" + name switch
            {
                "total" => "",
                "country" => $"{columns[name][i].GetString()}/{columns["cty_code"][i].GetString()}/{columns["country_name"][i].GetString()}",
                _ => columns[name][i].GetString(),
            }));
            var measures = Of(
                Raw("quantity_t"), Raw("value_usd"), Real("unit_value_usd_per_t"), Real("quantity_coverage"),
                columns.TryGetValue("months", out var months) ? months[i].GetInt32() : null, columns["status"][i].GetString()!);
            return $"{columns["period"][i].GetString()}{keys}|{measures}";

            string? Raw(string name) => columns[name][i] is { ValueKind: JsonValueKind.Number } cell ? cell.GetRawText() : null;
            double? Real(string name) => columns[name][i] is { ValueKind: JsonValueKind.Number } cell ? cell.GetDouble() : null;
        })];

    public static string Of(string? tons, string? dollars, double? unitValue, double? coverage, int? months, string status) =>
        string.Create(CultureInfo.InvariantCulture, $"{tons ?? "null"}|{dollars ?? "null"}|{unitValue:G12}|{coverage:G12}|{months}|{status}");
}
