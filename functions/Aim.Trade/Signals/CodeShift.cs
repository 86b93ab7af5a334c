namespace Aim.Trade.Signals;

/// <summary>
/// Goods change their name: one product group of an origin collapses while another rises by about the same tons, above all its months
/// before but one: a single wild month must not blind the rule for a year. Only a month that is over can show a fall.
/// </summary>
internal sealed class CodeShift(Watch watch, FlowTable flows) : IScreen
{
    public const string Name = "code-shift";

    /// <summary>"About the same": the smaller amount is at least this part of the larger.</summary>
    private const double SameTons = 0.5;

    private readonly List<IGrouping<string, KeyValuePair<(string Origin, string Product), FlowSeries>>> origins =
        [.. flows.By(f => (f.Origin, f.Product)).GroupBy(c => c.Key.Origin, StringComparer.Ordinal)];

    public string Rule => Name;

    public IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline)
    {
        if (watch.IsPartial(month)) yield break;

        foreach (var origin in origins)
        {
            var moves = origin.Select(c => MoveOf(c.Key.Product, c.Value, month, baseline)).OfType<Move>().Where(m => Math.Abs(m.Difference) >= rule.MinDifferenceKg).ToList();
            foreach (var risen in moves.Where(m => m.Now > m.Past.NextToMost && m.Now >= m.Past.Median * (1 + rule.MinChange)))
            {
                var fallen = moves.Where(m => m.Now <= m.Past.Median * (1 - rule.MinChange) && Likeness(m, risen) >= SameTons)
                    .OrderByDescending(m => Likeness(m, risen)).ThenBy(m => m.Product, StringComparer.Ordinal).FirstOrDefault();
                if (fallen is not null) yield return SignalOf(rule, month, baseline, origin.Key, risen, fallen);
            }
        }
    }

    private static Move? MoveOf(string product, FlowSeries series, Month month, IReadOnlyList<Month> baseline) =>
        series[month].Kilograms is { } now && series.Past(baseline) is { } past ? new Move(product, now, past) : null;

    private static double Likeness(Move one, Move other) =>
        Math.Abs(one.Difference) is var a && Math.Abs(other.Difference) is var b ? (double)Math.Min(a, b) / Math.Max(a, b) : 0;

    private Signal SignalOf(AlertRule rule, Month month, IReadOnlyList<Month> baseline, string origin, Move risen, Move fallen)
    {
        var (country, to, from) = (watch.Book.CountryNameOf(origin), watch.Book.ProductName(risen.Product), watch.Book.ProductName(fallen.Product));
        return new Signal(rule, month)
        {
            Product = risen.Product,
            Country = origin,
            CountryName = country,
            Related = fallen.Product,
            RelatedName = from,
            Measure = "quantity_t",
            Value = risen.Now / 1000.0,
            Baseline = risen.Past.Median / 1000.0,
            Change = risen.Past.Median > 0 ? ((double)risen.Now / risen.Past.Median) - 1 : null,
            Threshold = rule.MinChange,
            AffectedKg = Math.Min(risen.Difference, -fallen.Difference),
            Explanation = $"In the licenses for {month} {to} from {country} rises to {Wording.Tons(risen.Now)} from a median of {Wording.Tons(risen.Past.Median)} "
                + $"in the {baseline.Count} months before, while {from} falls to {Wording.Tons(fallen.Now)} from {Wording.Tons(fallen.Past.Median)}.",
            Evidence = Wording.SupplyChain($"by=product&origin={origin}", baseline[^1], month),
        };
    }

    private sealed record Move(string Product, long Now, Past Past)
    {
        public long Difference => Now - Past.Median;
    }
}
