using Aim.Trade.Codes;

namespace Aim.Trade.Query;

/// <summary>When licence tons raise an alert.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="MinChange">Least change against the baseline, as a fraction.</param>
/// <param name="MinDifferenceKg">Least difference, in kilograms.</param>
/// <param name="BaselineMonths">Census months in the baseline.</param>
public sealed record AlertRule(string Rule, double MinChange, long MinDifferenceKg, int BaselineMonths);

/// <summary>A cell whose licence tons are far above what the Census last saw.</summary>
/// <param name="Month">A month that the Census has not published.</param>
/// <param name="Product">Null: all products.</param>
/// <param name="CtyCode">Null: all countries.</param>
/// <param name="Kilograms">What licences announce.</param>
/// <param name="BaselineKg">Mean of the newest Census months, in kilograms; a month without the cell counts as 0.</param>
public sealed record Surge(Month Month, string? Product, string? CtyCode, long Kilograms, decimal BaselineKg)
{
    /// <summary>As a fraction; null on a baseline of 0.</summary>
    public double? Change => BaselineKg > 0 ? (double)((Kilograms / BaselineKg) - 1) : null;

    /// <summary>
    /// The surges of every preliminary month, by product, by country and by both: newest month first, in it the largest difference.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="book">The code lists.</param>
    /// <param name="final">The months that the Census has published.</param>
    /// <param name="preliminary">The months that only licences tell of.</param>
    /// <param name="rows">Gives the combined monthly rows of the dimensions, from a month on.</param>
    public static async Task<List<Surge>> FindAsync(
        AlertRule rule, CodeBook book, IEnumerable<Month> final, IReadOnlyCollection<Month> preliminary, Func<IReadOnlyList<Dimension>, Month, Task<List<GroupedRow>>> rows)
    {
        var baseline = final.OrderDescending().Take(rule.BaselineMonths).ToList();
        if (baseline.Count < rule.BaselineMonths || preliminary.Count == 0) return [];

        var surges = new List<Surge>();
        var first = baseline[^1] < preliminary.Min() ? baseline[^1] : preliminary.Min();
        foreach (var by in (Dimension[][])[[Dimension.Product], [Dimension.Country], [Dimension.Product, Dimension.Country]])
        {
            foreach (var cell in (await rows(by, first)).GroupBy(r => string.Join('\n', r.Codes), StringComparer.Ordinal))
            {
                var tons = cell.ToDictionary(r => Month.Parse(r.Period), r => r);
                var mean = baseline.Sum(m => (decimal)(tons.GetValueOrDefault(m)?.Sum.Main.Kilograms ?? 0)) / rule.BaselineMonths;
                foreach (var month in preliminary)
                {
                    if (tons.GetValueOrDefault(month) is not { IsPreliminary: true, Sum.Main.Kilograms: { } kilograms } row) continue;
                    if (kilograms - mean < rule.MinDifferenceKg || kilograms < mean * (1 + (decimal)rule.MinChange)) continue;

                    var codes = row.Codes;
                    surges.Add(new Surge(month, by[0] == Dimension.Product ? codes[0] : null, by[^1] == Dimension.Country ? codes[^1] : null, kilograms, mean));
                }
            }
        }

        return [.. surges.OrderByDescending(s => s.Month).ThenByDescending(s => s.Kilograms - s.BaselineKg)
            .ThenBy(s => s.Product, StringComparer.Ordinal).ThenBy(s => s.CtyCode is { } c ? book.CountryOf(c)?.Iso2 : null, StringComparer.Ordinal)];
    }
}
