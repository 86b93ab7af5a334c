namespace Aim.Trade.Accuracy;

/// <summary>An interval of ratios of Census to licences, and how it would have done in the past.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Coverage">Share of the checked months that fell within; null when none could be checked.</param>
public sealed record RatioInterval(double Low, double High, double? Coverage);

/// <summary>
/// What a month will come to by the Census, judged by what months came to whose licences were as old: licences times the median
/// ratio of Census to licences, with the range of those ratios.
/// </summary>
/// <param name="Point">The newest snapshot of the month.</param>
/// <param name="Ratio">Median of the past ratios.</param>
/// <param name="Past">How the licences of past months did at the same age.</param>
/// <param name="Checked">Past months for which an interval was computed from the months before them, and compared.</param>
/// <param name="Central80">Holds four of five months; null with too few of them.</param>
/// <param name="Central95">Holds nineteen of twenty months; null with too few of them.</param>
public sealed record Projection(LicensePoint Point, double Ratio, Reliability Past, int Checked, RatioInterval? Central80, RatioInterval? Central95)
{
    /// <summary>Older months say little of today's filing habits.</summary>
    private const int MaxMonths = 36;

    /// <summary>With fewer months there is no interval, and with fewer than half of them no projection.</summary>
    private const int MinMonths = 12;

    /// <summary>Projects every month and product that the Census has not published.</summary>
    public static List<Projection> Of(IReadOnlyList<LicensePoint> points)
    {
        var lastFinal = points.Where(p => p.CensusKg is not null).Select(p => (Month?)p.Month).Max();
        return
        [
            .. points.Where(p => p.CensusKg is null).GroupBy(p => (p.Month, p.Product)).Select(g => g.MaxBy(p => p.Week)!).Where(p => p.LicenseKg > 0)
                .Select(p => Of(p, lastFinal, points)).OfType<Projection>()
                .OrderBy(p => p.Point.Month).ThenBy(p => p.Point.Product, StringComparer.Ordinal),
        ];
    }

    private static Projection? Of(LicensePoint point, Month? lastFinal, IEnumerable<LicensePoint> points)
    {
        var past = points.Where(p => p.Week == point.Week && p.Product == point.Product && p.Ratio is not null).OrderBy(p => p.Month).ToList();
        if (past.Count < MinMonths / 2 || lastFinal is not { } final) return null;

        // A past month is judged as today's is: without the months that the Census had not published at the time.
        var lag = point.Month.Index - final.Index;
        var trials = past.Select(p => (Ratio: p.Ratio!.Value, Known: Newest(past.Where(k => k.Month <= p.Month - lag))))
            .Where(t => t.Known.Length >= MinMonths).ToList();
        var ratios = Newest(past);
        return new Projection(
            point, Quantile.Of(ratios, 0.5), Reliability.Of(past.TakeLast(MaxMonths)).Single(), trials.Count, Interval(0.8), Interval(0.95));

        RatioInterval? Interval(double central)
        {
            if (ratios.Length < MinMonths) return null;

            var (low, high) = Bounds(ratios, central);
            var within = trials.Count(t => Bounds(t.Known, central) is var b && t.Ratio >= b.Low && t.Ratio <= b.High);
            return new RatioInterval(low, high, trials.Count == 0 ? null : (double)within / trials.Count);
        }
    }

    private static double[] Newest(IEnumerable<LicensePoint> past) => [.. past.TakeLast(MaxMonths).Select(p => p.Ratio!.Value).Order()];

    private static (double Low, double High) Bounds(double[] sorted, double central) =>
        (Quantile.Of(sorted, (1 - central) / 2), Quantile.Of(sorted, (1 + central) / 2));
}
