using System.Globalization;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>
/// The rules of the numbers once more, as slow and as plain as possible: every question is answered from the rows of the files.
/// </summary>
internal sealed class NaiveTrade(Recording recording, IReadOnlyList<DateOnly> days, CodeLists codes)
{
    private static readonly string[] Semis = ["7604", "7605", "7606", "7607", "7608", "7609"];

    private readonly Dictionary<DateOnly, Dictionary<string, Dictionary<(string Period, string Code, string Country), Row>>> said = days.ToDictionary(
        d => d, d => recording.On(d).ToDictionary(m => m.Key, m => m.Value.ToDictionary(r => r.Key), StringComparer.Ordinal));

    /// <summary>The rows of an answer as text, in their order; see <see cref="AnswerText"/> for its form.</summary>
    public IReadOnlyList<string> Answer(Question question)
    {
        var lived = days.Where(d => question.AsOf is null || string.CompareOrdinal(Day(d), question.AsOf) <= 0).ToList();
        if (lived.Count == 0) return [];

        var now = said[lived[^1]];
        var months = now.Keys.Where(p => IsBefore(p, question.To)).Order(StringComparer.Ordinal).ToList();
        var groups = new SortedDictionary<string, List<(string Key, Row? Now, Row? Then)>>(StringComparer.Ordinal);
        foreach (var month in months)
        {
            var (current, then) = (now[month], said[lived.First(d => said[d].ContainsKey(month))][month]);
            foreach (var key in then.Keys.Union(current.Keys).Where(k => Matches(question, k.Code, k.Country)))
            {
                var cell = (KeyOf(question, key.Code, key.Country), current.GetValueOrDefault(key), then.GetValueOrDefault(key));
                foreach (var period in PeriodsOf(question, month, months))
                {
                    if (!groups.TryGetValue(period, out var cells)) groups.Add(period, cells = []);
                    cells.Add(cell);
                }
            }
        }

        return [.. groups.SelectMany(p => p.Value.GroupBy(c => c.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Where(g => g.Any(c => c.Now is not null))
            .Select(g => $"{p.Key}{g.Key}|{Text(question, [.. g.Select(c => (c.Now, c.Then))])}"))];
    }

    public static bool InBasis(string basis, string code) => basis switch
    {
        "chapter76" => true,
        "usgs" => code[..4] is "7601" or "7602" || Semis.Contains(code[..4], StringComparer.Ordinal),
        _ => code[..4] is "7601" || Semis.Contains(code[..4], StringComparer.Ordinal) || code is "7616995160" or "7616995170",
    };

    private bool Matches(Question question, string code, string country) =>
        InBasis(question.Basis ?? "aim", code)
        && (question.Hs.Count == 0 || question.Hs.Any(p => code.StartsWith(p, StringComparison.Ordinal)))
        && (question.Products.Count == 0 || question.Products.Contains(codes.Product(code), StringComparer.Ordinal))
        && (question.Countries.Count == 0
            || question.Countries.Any(c => c == country || c == codes.IsoOf.GetValueOrDefault(country, "unmapped") || c == codes.Region(country)));

    private string KeyOf(Question question, string code, string country) => string.Concat(question.By.Select(by => "|" + by switch
    {
        "total" => "",
        "country" => codes.IsoOf.TryGetValue(country, out var iso) ? $"{iso}/{country}/{codes.CountryNames[country]}" : "unmapped//Not in the code lists",
        "region" => codes.Region(country),
        "product" => codes.Product(code),
        "heading" => code[..4],
        "hs6" => code[..6],
        _ => code,
    }));

    private static IEnumerable<string> PeriodsOf(Question question, string month, IReadOnlyList<string> months)
    {
        var year = month[..4];
        return question.Freq switch
        {
            "YTD" => months.Where(m => m.StartsWith(year, StringComparison.Ordinal) && string.CompareOrdinal(m, month) >= 0 && IsAfter(m, question.From)),
            _ when !IsAfter(month, question.From) => [],
            "Q" => [$"{year}-Q{((int.Parse(month[5..], CultureInfo.InvariantCulture) - 1) / 3) + 1}"],
            "Y" => [year],
            _ => [month],
        };
    }

    private static string Text(Question question, IReadOnlyList<(Row? Now, Row? Then)> cells)
    {
        var rows = cells.Select(c => c.Now).OfType<Row>().ToList();
        var figures = rows.ConvertAll(r => r.Figures(question.General));
        var both = figures.Where(f => f.Value is not null && f.Kilograms is not null).ToList();
        long? value = figures.TrueForAll(f => f.Value is null) ? null : figures.Sum(f => f.Value ?? 0);
        long? kilograms = figures.TrueForAll(f => f.Kilograms is null) ? null : figures.Sum(f => f.Kilograms ?? 0);
        var (valueOfBoth, kilogramsOfBoth) = (both.Sum(f => f.Value!.Value), both.Sum(f => f.Kilograms!.Value));
        double? unitValue = kilogramsOfBoth > 0 ? (double)(valueOfBoth * 1000m / kilogramsOfBoth) : null;
        double? coverage = kilograms is null ? null : value is null or 0 ? 1 : (double)(valueOfBoth / (decimal)value);
        var lived = rows.Select(r => r.Period).ToHashSet(StringComparer.Ordinal);
        var revised = cells.Any(c => c.Now?.Figures(question.General) != c.Then?.Figures(question.General));
        return AnswerText.Of(
            kilograms is { } kg ? (kg / 1000m).ToString("0.000", CultureInfo.InvariantCulture) : null,
            value?.ToString(CultureInfo.InvariantCulture),
            unitValue,
            coverage,
            question.Freq is null or "M" ? null : lived.Count,
            value is null && kilograms is null ? "M" : revised ? "R" : "A");
    }

    private static bool IsBefore(string month, string? to) => to is null || string.CompareOrdinal(month, to.Length == 4 ? $"{to}-12" : to) <= 0;

    private static bool IsAfter(string month, string? from) => from is null || string.CompareOrdinal(month, from.Length == 4 ? $"{from}-01" : from) >= 0;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
