using System.Globalization;
using System.Text.Json;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>
/// Rows of an answer as lines of text: period, codes, tons and dollars as they are written, what is divided to twelve digits, months, status.
/// </summary>
internal static class AnswerRows
{
    /// <param name="columns">The columns of a JSON answer.</param>
    /// <param name="question">What was asked.</param>
    public static IReadOnlyList<string> Read(Dictionary<string, JsonElement[]> columns, LicenseQuestion question) =>
        [.. Enumerable.Range(0, columns["period"].Length).Select(i =>
        {
            var keys = string.Concat(question.By.Select(name => "|" + name switch
            {
                "total" => "",
                "country" => $"{columns[name][i].GetString()}/{columns["cty_code"][i].GetString()}/{columns["country_name"][i].GetString()}",
                _ => columns[name][i].GetString(),
            }));
            return $"{columns["period"][i].GetString()}{keys}|" + Text(
                Raw("quantity_t"), Raw("value_usd"), Real("unit_value_usd_per_t"), question.IsTrade ? Real("quantity_coverage") : null, question.IsTrade ? null : Raw("second_smelter_t"),
                columns.TryGetValue("months", out var months) ? months[i].GetInt32() : null, columns["status"][i].GetString()!);

            string? Raw(string name) => columns[name][i] is { ValueKind: JsonValueKind.Number } cell ? cell.GetRawText() : null;
            double? Real(string name) => columns[name][i] is { ValueKind: JsonValueKind.Number } cell ? cell.GetDouble() : null;
        })];

    /// <summary>The measures of a row that stands for some facts.</summary>
    public static string Of(LicenseQuestion question, IReadOnlyCollection<Fact> facts)
    {
        var parts = facts.Where(f => f.Now is not null).ToList();
        var both = parts.FindAll(f => f.Now is { Value: not null, Kilograms: not null });
        var value = Sum(parts.ConvertAll(f => f.Now!.Value.Value));
        var kilograms = Sum(parts.ConvertAll(f => f.Now!.Value.Kilograms));
        var (valueOfBoth, kilogramsOfBoth) = (both.Sum(f => f.Now!.Value.Value!.Value), both.Sum(f => f.Now!.Value.Kilograms!.Value));
        return Text(
            Tons(kilograms),
            value?.ToString(CultureInfo.InvariantCulture),
            kilogramsOfBoth > 0 ? (double)(valueOfBoth * 1000m / kilogramsOfBoth) : null,
            !question.IsTrade || kilograms is null ? null : value is null or 0 ? 1 : (double)(valueOfBoth / (decimal)value),
            question.IsTrade ? null : Tons(parts.Sum(f => f.SecondSmelter)),
            question.Freq is null or "M" ? null : parts.Select(f => f.Month).Distinct(StringComparer.Ordinal).Count(),
            parts.Exists(f => f.IsLicense) ? "P" : value is null && kilograms is null ? "M" : facts.Any(f => f.Now != f.Then) ? "R" : "A");

        static long? Sum(List<long?> some) => some.TrueForAll(n => n is null) ? null : some.Sum(n => n ?? 0);
    }

    /// <summary>Metric tons as they are written.</summary>
    public static string? Tons(long? kilograms) => (kilograms / 1000m)?.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(string? tons, string? dollars, double? unitValue, double? coverage, string? second, int? months, string status) =>
        string.Create(CultureInfo.InvariantCulture, $"{tons ?? "null"}|{dollars ?? "null"}|{unitValue:G12}|{coverage:G12}|{second}|{months}|{status}");
}
