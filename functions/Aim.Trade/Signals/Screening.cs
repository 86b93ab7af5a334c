using Aim.Trade.Query;

namespace Aim.Trade.Signals;

/// <summary>Puts all rules to the watched months.</summary>
public static class Screening
{
    /// <summary>The names of the rules.</summary>
    public static IReadOnlyList<string> Rules { get; } =
        [Surge.Name, NoSmelter.Name, SmeltElsewhere.Name, SanctionedSmelt.Name, LowUnitValue.Name, CodeShift.Name, PartnerGap.Name];

    /// <summary>All signals: newest month first, in it the most tons first. The same data gives the same list.</summary>
    /// <param name="watch">The months.</param>
    /// <param name="trade">Answers questions about imports, Census and licences combined.</param>
    /// <param name="supply">Answers questions about licences.</param>
    public static async Task<List<Signal>> FindAsync(Watch watch, Func<TradeQuery, Task<List<GroupedRow>>> trade, Func<SupplyQuery, Task<List<GroupedRow>>> supply)
    {
        if (watch.Preliminary.Count == 0) return [];

        var signals = new List<Signal>();
        var from = First(watch, [Surge.Name], (rule, _) => [.. watch.CensusMonths(rule), .. watch.PastMonths(rule)]);
        foreach (var by in Surge.Cuts) signals.AddRange(Surge.Find(watch, by, await trade(new TradeQuery { By = by, From = from })));

        from = First(watch, Rules, watch.LicensedMonths);
        var flows = new FlowTable(await supply(new SupplyQuery(FlowTable.Dimensions, new Dictionary<SupplyDimension, IReadOnlySet<string>>(), from, null, Frequency.Monthly)));
        IScreen[] screens = [new NoSmelter(watch, flows), new SmeltElsewhere(watch, flows), new SanctionedSmelt(watch, flows), new LowUnitValue(watch, flows), new CodeShift(watch, flows)];
        foreach (var (screen, month) in screens.SelectMany(s => watch.Preliminary, (s, m) => (s, m)))
        {
            if (watch.Book.Signals.Find(screen.Rule, month) is not { } rule) continue;

            var baseline = watch.LicensedMonths(rule, month);
            if (baseline.Count > 0 || rule.BaselineMonths == 0) signals.AddRange(screen.Find(month, rule, baseline));
        }

        return [.. signals.OrderByDescending(s => s.Month).ThenByDescending(s => s.AffectedKg).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>The first month that rules look at: what is older need not be read.</summary>
    private static Month First(Watch watch, IEnumerable<string> rules, Func<AlertRule, Month, IReadOnlyList<Month>> baselineOf) => watch.Preliminary
        .SelectMany(month => rules.Select(name => watch.Book.Signals.Find(name, month)).OfType<AlertRule>().SelectMany(rule => baselineOf(rule, month)).Append(month))
        .Min();
}
