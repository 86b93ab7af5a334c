namespace Aim.Trade.Profile;

/// <summary>A month of trade.</summary>
/// <param name="Total">Metric tons as the source gives the total; null when it is not available.</param>
/// <param name="Countries">By code; what a source rounds by itself need not add up to the total.</param>
public sealed record TradeMonth(decimal? Total, IReadOnlyDictionary<string, decimal> Countries);

/// <summary>A quarter of trade against the same one a year earlier. It is told only when all of its months are there.</summary>
/// <param name="Tons">Sum of the totals of its months; null when one is missing.</param>
/// <param name="Change">Against the same quarter a year earlier, as a fraction; null when that is not whole.</param>
/// <param name="Shares">By country, of the total; the largest first, ties by code.</param>
/// <param name="Missing">Its months that are not there.</param>
/// <param name="MissingBefore">Those of the year before.</param>
public sealed record TradeQuarter(
    Quarter Quarter, decimal? Tons, double? Change, IReadOnlyList<KeyValuePair<string, double>> Shares, IReadOnlyList<Month> Missing, IReadOnlyList<Month> MissingBefore)
{
    /// <param name="quarter">The quarter.</param>
    /// <param name="months">What is known, by month.</param>
    public static TradeQuarter Of(Quarter quarter, IReadOnlyDictionary<Month, TradeMonth> months)
    {
        var (missing, before) = (MissingOf(quarter), MissingOf(quarter.YearBefore));
        if (missing.Count > 0) return new TradeQuarter(quarter, null, null, [], missing, before);

        var tons = Sum(quarter);
        var then = before.Count == 0 ? Sum(quarter.YearBefore) : 0;
        var shares = quarter.Months.SelectMany(m => months[m].Countries).GroupBy(c => c.Key, c => c.Value, StringComparer.Ordinal)
            .Select(c => (Country: c.Key, Tons: c.Sum())).Where(c => c.Tons > 0 && tons > 0)
            .OrderByDescending(c => c.Tons).ThenBy(c => c.Country, StringComparer.Ordinal)
            .Select(c => KeyValuePair.Create(c.Country, (double)(c.Tons / tons)));
        return new TradeQuarter(quarter, tons, then > 0 ? (double)(tons / then) - 1 : null, [.. shares], missing, before);

        List<Month> MissingOf(Quarter of) => [.. of.Months.Where(m => months.GetValueOrDefault(m)?.Total is null)];

        decimal Sum(Quarter of) => of.Months.Sum(m => months[m].Total!.Value);
    }
}
