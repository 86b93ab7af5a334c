namespace Aim.Trade.Signals;

/// <summary>
/// Origin and smelt part ways: far more of the primary metal in a product of an origin than before was smelted in one other country.
/// Small trades are a few licences a month, whose smelters differ by chance: the number of licences decides whether it can be that.
/// </summary>
internal sealed class SmeltElsewhere(Watch watch, FlowTable flows) : IScreen
{
    public const string Name = "smelt-elsewhere";

    private readonly Dictionary<(string Origin, string Product), FlowSeries> all = flows.By(f => (f.Origin, f.Product), f => f.NamesSmelt);
    private readonly Dictionary<(string Origin, string Product, string Smelt), FlowSeries> ways = flows.By(f => (f.Origin, f.Product, f.Smelt), f => f.NamesSmelt);

    public string Rule => Name;

    public IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline)
    {
        foreach (var ((origin, product, smelt), way) in ways)
        {
            if (smelt == origin) continue;

            var (now, before) = (new Share(way[month], all[(origin, product)][month]), new Share(way.Sum(baseline), all[(origin, product)].Sum(baseline)));
            if (now.OfTons is not { } share || before.OfTons is not { } usual || share - usual < rule.MinChange) continue;

            var beyond = (long)((share - usual) * now.Whole.Kilograms!.Value);
            // One licence more that names the country, and one that does not: what was never seen is not impossible.
            var usualLicenses = (before.Part.Licenses + 1.0) / (before.Whole.Licenses + 2);
            if (beyond < rule.MinDifferenceKg || Chance.AtLeast(now.Part.Licenses, now.Whole.Licenses, usualLicenses) > rule.MaxChance) continue;

            var (from, country, smelter) = (watch.Book.ProductName(product), watch.Book.CountryNameOf(origin), watch.Book.CountryNameOf(smelt));
            yield return new Signal(rule, month)
            {
                Product = product,
                Country = origin,
                CountryName = country,
                Related = smelt,
                RelatedName = smelter,
                Measure = "smelt_share",
                Value = share,
                Baseline = usual,
                Change = share - usual,
                Threshold = rule.MinChange,
                AffectedKg = beyond,
                Explanation = $"{Wording.Percent(share)} of the primary metal in {from} from {country} that licences announce for {month} was smelted in {smelter}, "
                    + $"against {Wording.Percent(usual)} in the {baseline.Count} months before.",
                Evidence = Wording.SupplyChain($"by=origin,product,smelt&origin={origin}&product={product}", baseline[^1], month),
            };
        }
    }

    private readonly record struct Share(Figures Part, Figures Whole)
    {
        public double? OfTons => Whole.Kilograms > 0 ? (double?)Part.Kilograms / Whole.Kilograms : null;
    }
}
