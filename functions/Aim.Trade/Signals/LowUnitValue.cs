namespace Aim.Trade.Signals;

/// <summary>
/// A product of an origin is far cheaper than that of all others in the same month, and than it was itself: a fall of the market, or a
/// cheaper kind within the group, lowers only one of the two. Without tons in the months before, the others alone decide.
/// </summary>
internal sealed class LowUnitValue(Watch watch, FlowTable flows) : IScreen
{
    public const string Name = "low-unit-value";

    private readonly Dictionary<string, FlowSeries> products = flows.By(f => f.Product);
    private readonly Dictionary<(string Origin, string Product), FlowSeries> cells = flows.By(f => (f.Origin, f.Product));

    public string Rule => Name;

    public IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline)
    {
        foreach (var ((origin, product), series) in cells)
        {
            var own = series[month];
            var others = products[product][month] - own;
            if (own.UnitValue is not { } price || own.Kilograms < rule.MinDifferenceKg || others.UnitValue is not { } market || others.Kilograms < rule.MinDifferenceKg) continue;

            var before = series.Sum(baseline);
            if (before.Kilograms is null || price > market * (1 - rule.MinChange) || price > before.UnitValue * (1 - rule.MinChange)) continue;

            var (what, country) = (watch.Book.ProductName(product), watch.Book.CountryNameOf(origin));
            yield return new Signal(rule, month)
            {
                Product = product,
                Country = origin,
                CountryName = country,
                Measure = "unit_value_usd_per_t",
                Value = price,
                Baseline = market,
                Change = (price / market) - 1,
                Threshold = -rule.MinChange,
                AffectedKg = own.Kilograms!.Value,
                Explanation = $"{what} from {country} costs {Wording.Dollars(price)} in the licenses for {month}, {Wording.Percent(1 - (price / market))} below that of all other origins"
                    + (before.UnitValue is { } usual ? $" and {Wording.Percent(1 - (price / usual))} below its own in the {baseline.Count} months before." : "; it had none in the months before."),
                Evidence = Wording.SupplyChain($"by=origin&product={product}", baseline[^1], month),
            };
        }
    }
}
