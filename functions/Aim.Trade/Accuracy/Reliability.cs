namespace Aim.Trade.Accuracy;

/// <summary>How licences of one age compared with the Census.</summary>
/// <param name="Week">Their age in weeks since the end of the month.</param>
/// <param name="Product">A product group, or empty for all of them.</param>
/// <param name="Months">Months compared.</param>
/// <param name="Mean">Mean error, as a fraction of the licences.</param>
/// <param name="Median">Median error.</param>
/// <param name="MeanAbsolute">Mean of the errors without their signs.</param>
/// <param name="Least">The lowest error.</param>
/// <param name="Most">The highest error.</param>
/// <param name="ShareAbove">Share of the months in which the Census was above the licences.</param>
public sealed record Reliability(
    int Week, string Product, int Months, double Mean, double Median, double MeanAbsolute, double Least, double Most, double ShareAbove)
{
    /// <summary>By week and product; weeks in which nothing can be compared are left out.</summary>
    public static List<Reliability> Of(IEnumerable<LicensePoint> points) =>
    [
        .. points.Where(p => p.Error is not null).GroupBy(p => (p.Week, p.Product))
            .Select(g => Of(g.Key.Week, g.Key.Product, [.. g.Select(p => p.Error!.Value).Order()]))
            .OrderBy(r => r.Week).ThenBy(r => r.Product, StringComparer.Ordinal),
    ];

    private static Reliability Of(int week, string product, double[] sorted) => new(
        week,
        product,
        sorted.Length,
        sorted.Average(),
        Quantile.Of(sorted, 0.5),
        sorted.Average(Math.Abs),
        sorted[0],
        sorted[^1],
        (double)sorted.Count(e => e > 0) / sorted.Length);
}
