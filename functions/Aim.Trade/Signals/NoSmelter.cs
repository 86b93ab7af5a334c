namespace Aim.Trade.Signals;

/// <summary>A country that makes no metal from ore sends far more than it ever did: the metal comes from somewhere else.</summary>
internal sealed class NoSmelter(Watch watch, FlowTable flows) : IScreen
{
    public const string Name = "no-smelter";

    private readonly Dictionary<string, FlowSeries> origins = flows.By(f => f.Origin);

    public string Rule => Name;

    public IEnumerable<Signal> Find(Month month, AlertRule rule, IReadOnlyList<Month> baseline)
    {
        foreach (var (origin, series) in origins)
        {
            if (watch.Book.CtyCodeOf(origin) is null || watch.Book.Signals.HasSmelter(origin, month)) continue;
            if (series[month].Kilograms is not { } now || series.Past(baseline) is not { } past) continue;
            if (now <= past.Most || now - past.Median < rule.MinDifferenceKg || now < past.Median * (1 + rule.MinChange)) continue;

            var name = watch.Book.CountryNameOf(origin);
            yield return new Signal(rule, month)
            {
                Country = origin,
                CountryName = name,
                Measure = "quantity_t",
                Value = now / 1000.0,
                Baseline = past.Median / 1000.0,
                Change = past.Median > 0 ? ((double)now / past.Median) - 1 : null,
                Threshold = rule.MinChange,
                AffectedKg = now - past.Median,
                Explanation = $"{name} has no primary smelter, and licenses for {month} announce {Wording.Tons(now)} from there: "
                    + $"more than in any of the {baseline.Count} months before, whose median is {Wording.Tons(past.Median)}.",
                Evidence = Wording.SupplyChain($"by=origin&origin={origin}", baseline[^1], month),
            };
        }
    }
}
