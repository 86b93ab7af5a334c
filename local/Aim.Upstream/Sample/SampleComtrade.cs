using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// What sixty reporters tell of the same trade: the exporter when it leaves, without freight, the importer when it arrives, with it,
/// and neither quite the same. For the United States the truth is what the sample of Census says.
/// </summary>
internal sealed class SampleComtrade(Func<Flow, Month, IReadOnlyList<TradeRow>> census)
{
    /// <summary>Of what leaves in a month, the part that arrives in the next.</summary>
    private const double Afloat = 0.15;

    private readonly ConcurrentDictionary<int, Lazy<Dictionary<short, ComtradeRow[]>>> _years = new();

    /// <summary>A reporter's year, all months of it.</summary>
    public ComtradeRow[] Rows(short reporter, int year) => _years.GetOrAdd(year, y => new(() => Make(y))).Value.GetValueOrDefault(reporter) ?? [];

    private Dictionary<short, ComtradeRow[]> Make(int year)
    {
        var reports = SampleReporter.All.Where(r => r.Reports).ToDictionary(r => r.Code, _ => new List<ComtradeRow>());
        foreach (var flow in SampleFlow.All) Tell(reports, flow, year);
        for (var number = 1; number <= 12; number++)
        {
            var month = new Month(year, number);
            TellImports(reports, month);
            TellExports(reports, month);
        }

        return reports.ToDictionary(r => r.Key, r => ComtradeYear.Make(r.Value));
    }

    private static void Tell(Dictionary<short, List<ComtradeRow>> reports, SampleFlow flow, int year)
    {
        var before = flow.Kilograms(new Month(year - 1, 12));
        for (var number = 1; number <= 12; number++)
        {
            var month = new Month(year, number);
            var left = flow.Kilograms(month);
            var arrived = ((1 - Afloat) * left) + (Afloat * before);
            var price = flow.Price(month);
            Export(reports, flow, month, left, left * price);
            Import(reports, flow, month, arrived * flow.Around(0.04, "weighed again", month.Index), arrived * price * flow.Freight);
            before = left;
        }
    }

    private void TellImports(Dictionary<short, List<ComtradeRow>> reports, Month month)
    {
        foreach (var ((heading, exporter), (kilograms, dollars)) in OfUnitedStates(Flow.Import, month))
        {
            var flow = new SampleFlow(exporter, SampleReporter.UnitedStates, heading, kilograms / 1000.0);
            Import(reports, flow, month, kilograms, dollars * flow.Freight);
            if (exporter == SampleReporter.UnitedStates) continue;
            var spread = Spread(kilograms);
            Export(reports, flow, month, kilograms * flow.Around(spread, "weighed again", month.Index), dollars * flow.Around(spread, "valued again", month.Index));
        }
    }

    private void TellExports(Dictionary<short, List<ComtradeRow>> reports, Month month)
    {
        foreach (var ((heading, importer), (kilograms, dollars)) in OfUnitedStates(Flow.Export, month))
        {
            var flow = new SampleFlow(SampleReporter.UnitedStates, importer, heading, kilograms / 1000.0);
            Export(reports, flow, month, kilograms, dollars);
            if (importer == SampleReporter.UnitedStates) continue;
            Import(reports, flow, month, kilograms * flow.Around(Spread(kilograms), "weighed again", month.Index), dollars * flow.Freight);
        }
    }

    private static double Spread(long kilograms) => kilograms switch { > 1_000_000 => 0.04, > 50_000 => 0.08, _ => 0.2 };

    private Dictionary<(short Heading, short Partner), (long Kilograms, long Dollars)> OfUnitedStates(Flow flow, Month month)
    {
        var sums = new Dictionary<(short, short), (long Kilograms, long Dollars)>();
        foreach (var row in census(flow, month))
        {
            if (SampleOrigin.KindOf(row.Code) is not (SampleKind.Crude or SampleKind.Semis) || row.Values[Measures.Value] == 0) continue;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, ((short)(row.Code / 1_000_000), ReferenceData.M49Code(row.Country)), out _);
            sum = (sum.Kilograms + row.Values[Measures.Quantity], sum.Dollars + row.Values[Measures.Value]);
        }

        return sums;
    }

    private static void Export(Dictionary<short, List<ComtradeRow>> reports, SampleFlow flow, Month month, double kilograms, double dollars) =>
        Add(reports, flow.Exporter, flow.Importer, Flow.Export, flow, month, kilograms * flow.Told(month), dollars * flow.Told(month));

    private static void Import(Dictionary<short, List<ComtradeRow>> reports, SampleFlow flow, Month month, double kilograms, double dollars) =>
        Add(reports, flow.Importer, flow.Exporter, Flow.Import, flow, month, kilograms, dollars);

    private static void Add(
        Dictionary<short, List<ComtradeRow>> reports, short reporter, short partner, Flow direction, SampleFlow flow, Month month, double kilograms, double dollars)
    {
        if (!reports.TryGetValue(reporter, out var rows)) return;

        var (weight, mills) = ((long)Math.Round(kilograms), (long)Math.Round(dollars * 1000));
        if (mills == 0) return;
        rows.Add(new ComtradeRow((byte)month.Number, direction, flow.Heading, partner, Weight(flow, reporter, month, weight), new Fixed(mills, 3)));
    }

    /// <summary>Some weights are left out, others said to be 0; more of them where Canada tells of what it sends to the United States.</summary>
    private static Fixed Weight(SampleFlow flow, short reporter, Month month, long kilograms)
    {
        var often = flow is { Exporter: 124, Importer: SampleReporter.UnitedStates } && reporter == 124 ? 0.06 : 0.004;
        var draw = flow.Even("weight", month.Index + reporter);
        return draw < often / 2 ? Fixed.Missing : new Fixed(draw < often ? 0 : kilograms, 0);
    }
}
