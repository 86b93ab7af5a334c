using Aim.Trade.Query;

namespace Aim.Trade.Signals;

/// <summary>Licence tons far above what the Census last saw, by product, by country and by both.</summary>
internal static class Surge
{
    public const string Name = "surge";

    /// <summary>The cells: each is compared with itself.</summary>
    public static IReadOnlyList<IReadOnlyList<Dimension>> Cuts { get; } = [[Dimension.Product], [Dimension.Country], [Dimension.Product, Dimension.Country]];

    /// <param name="watch">The months.</param>
    /// <param name="by">The dimensions of the cells.</param>
    /// <param name="rows">Combined monthly rows of these dimensions. A month without a row counts as 0; a row without tons raises nothing.</param>
    public static IEnumerable<Signal> Find(Watch watch, IReadOnlyList<Dimension> by, IEnumerable<GroupedRow> rows)
    {
        var watched = watch.Preliminary.Select(m => (Month: m, Rule: watch.Book.Signals.Find(Name, m)))
            .Where(w => w.Rule is not null)
            .Select(w => (w.Month, Rule: w.Rule!, Baseline: watch.CensusMonths(w.Rule!), Past: watch.PastMonths(w.Rule!))).Where(w => w.Baseline.Count > 0).ToList();
        foreach (var cell in rows.GroupBy(r => string.Join('\n', r.Codes), StringComparer.Ordinal))
        {
            var months = cell.ToDictionary(r => Month.Parse(r.Period));
            foreach (var (month, rule, baseline, past) in watched)
            {
                if (months.GetValueOrDefault(month) is not { IsPreliminary: true, Sum.Main.Kilograms: { } kilograms } row) continue;

                var mean = baseline.Sum(m => (decimal)Kilograms(m)) / baseline.Count;
                if (kilograms - mean < rule.MinDifferenceKg || kilograms < mean * (1 + (decimal)rule.MinChange)) continue;

                var isUnusual = past.Count > 0 && kilograms - mean >= rule.PastDifferenceKg && kilograms >= rule.PastFactor * past.Max(Kilograms);
                yield return SignalOf(watch, by, rule, row.Codes, month, kilograms, mean, baseline.Count) with { IsUnusual = isUnusual };
            }

            long Kilograms(Month month) => months.GetValueOrDefault(month)?.Sum.Main.Kilograms ?? 0;
        }
    }

    private static Signal SignalOf(Watch watch, IReadOnlyList<Dimension> by, AlertRule rule, string[] codes, Month month, long kilograms, decimal mean, int count)
    {
        var product = by[0] == Dimension.Product ? codes[0] : null;
        var ctyCode = by[^1] == Dimension.Country ? codes[^1] : null;
        var country = ctyCode is null ? null : watch.Book.CountryOf(ctyCode);
        var name = ctyCode is null ? null : country?.Name ?? Codes.CodeBook.UnmappedName;
        var filters = new[] { product is null ? null : $"product={product}", ctyCode is null ? null : $"country={ctyCode}", $"from={month - 12}", $"to={month}" };
        return new Signal(rule, month)
        {
            Product = product,
            Country = ctyCode is null ? null : country?.Iso2 ?? Codes.CodeBook.Unmapped,
            CountryName = name,
            Measure = "quantity_t",
            Value = kilograms / 1000.0,
            Baseline = (double)(mean / 1000),
            Change = mean > 0 ? (double)((kilograms / mean) - 1) : null,
            Threshold = rule.MinChange,
            AffectedKg = (long)(kilograms - mean),
            Explanation = $"Licenses for {month} announce {Wording.Tons(kilograms)} of {(product is null ? "all products" : watch.Book.ProductName(product))}"
                + $" from {name ?? "all countries"}; the mean of the {count} newest Census months is {Wording.Tons(mean)}.",
            Evidence = $"/api/v1/us-imports.json?{string.Join('&', filters.OfType<string>())}",
        };
    }
}
