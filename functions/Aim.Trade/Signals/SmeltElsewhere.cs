namespace Aim.Trade.Signals;

/// <summary>
/// Origin and smelt part ways: far more of the primary metal in a product of an origin than before was smelted in one other country.
/// Small trades are a few licences a month, whose smelters differ by chance: the number of licences decides whether it can be that.
/// </summary>
internal sealed class SmeltElsewhere(Watch watch, FlowTable flows) : IScreen
{
    public const string Name = "smelt-elsewhere";

    private readonly Dictionary<(string Origin, string Product), FlowSeries> all = flows.By(f => (f.Origin, f.Product), f => f.NamesSmelt);
    private readonly ILookup<(string Origin, string Product), (string Smelt, FlowSeries Series)> ways =
        flows.By(f => (f.Origin, f.Product, f.Smelt), f => f.NamesSmelt).ToLookup(w => (w.Key.Origin, w.Key.Product), w => (w.Key.Smelt, w.Value));

    public string Rule => Name;

    public IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline)
    {
        foreach (var ((origin, product), (smelt, way)) in ways.SelectMany(cell => cell, (cell, way) => (cell.Key, way)))
        {
            if (smelt == origin) continue;

            var whole = all[(origin, product)];
            var (now, before) = (new Share(way[month], whole[month]), new Share(way.Sum(baseline), whole.Sum(baseline)));
            if (now.OfTons is not { } share || before.OfTons is not { } usual || share - usual < rule.MinChange) continue;

            var beyond = (long)((share - usual) * now.Whole.Kilograms!.Value);
            if (beyond < rule.MinDifferenceKg || ChanceOf(now, before, Chance.Dispersion(whole, ways[(origin, product)].Select(w => w.Series), baseline.Reverse())) > rule.MaxChance) continue;

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
                Explanation = $"{Wording.Percent(share)} of the primary metal in {from} from {country} that licenses announce for {month} was smelted in {smelter}, "
                    + $"against {Wording.Percent(usual)} in the {baseline.Count} months before.",
                Evidence = Wording.SupplyChain($"by=origin,product,smelt&origin={origin}&product={product}", baseline[^1], month),
            };
        }
    }

    /// <summary>The probability that so many licences name the country when as many as before do. A licence of either kind is added to those before: what was never seen is not impossible.</summary>
    private static double ChanceOf(Share now, Share before, double dispersion) => Chance.AtLeast(
        (long)(now.Part.Licenses / dispersion),
        (long)(now.Whole.Licenses / dispersion),
        ((before.Part.Licenses / dispersion) + 1) / ((before.Whole.Licenses / dispersion) + 2));

    private readonly record struct Share(Figures Part, Figures Whole)
    {
        public double? OfTons => Whole.Kilograms > 0 ? (double?)Part.Kilograms / Whole.Kilograms : null;
    }
}
