using System.Runtime.InteropServices;
using Aim.Trade.Query;

namespace Aim.Trade.Signals;

/// <summary>Sums of licences. Unlike in answers, a sum with an unknown part is unknown: nothing is concluded from a part.</summary>
/// <param name="Kilograms">Null when any of them is withheld.</param>
/// <param name="Dollars">Customs value, likewise.</param>
/// <param name="Licenses">Their number.</param>
internal readonly record struct Figures(long? Kilograms, long? Dollars, long Licenses)
{
    /// <summary>U.S. dollars per metric ton.</summary>
    public double? UnitValue => Kilograms > 0 ? (double?)(Dollars * 1000m / Kilograms) : null;

    public static Figures operator +(Figures a, Figures b) => new(a.Kilograms + b.Kilograms, a.Dollars + b.Dollars, a.Licenses + b.Licenses);

    public static Figures operator -(Figures a, Figures b) => new(a.Kilograms - b.Kilograms, a.Dollars - b.Dollars, a.Licenses - b.Licenses);
}

/// <summary>The licences of a month for a product of an origin, by where the metal was smelted and cast.</summary>
internal readonly record struct Flow(Month Month, string Origin, string Product, string Smelt, string Cast, Figures Figures)
{
    /// <summary>Whether a smelter's country is named; secondary metal has none.</summary>
    public bool NamesSmelt => Smelt is not ("secondary" or "unknown");
}

/// <summary>The kilograms of the months of a baseline.</summary>
internal readonly record struct Past(long Median, long NextToMost, long Most);

/// <summary>Figures by month; a month without a row counts as 0.</summary>
internal sealed class FlowSeries
{
    private readonly Dictionary<Month, Figures> months = [];

    public Figures this[Month month] => months.GetValueOrDefault(month, new Figures(0, 0, 0));

    public void Add(in Flow flow)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(months, flow.Month, out var exists);
        sum = exists ? sum + flow.Figures : flow.Figures;
    }

    public Figures Sum(IEnumerable<Month> baseline) => baseline.Aggregate(new Figures(0, 0, 0), (sum, month) => sum + this[month]);

    /// <summary>Null when any of the months is unknown.</summary>
    public Past? Past(IEnumerable<Month> baseline)
    {
        var all = baseline.Select(m => this[m].Kilograms).Order().ToList();
        return all[0] is null ? null : new Past((all[(all.Count - 1) / 2]!.Value + all[all.Count / 2]!.Value) / 2, all[^Math.Min(2, all.Count)]!.Value, all[^1]!.Value);
    }
}

/// <summary>All flows that the rules look at, read once.</summary>
internal sealed class FlowTable(IEnumerable<GroupedRow> rows)
{
    private readonly List<Flow> flows = [.. rows.Select(r => new Flow(
        Month.Parse(r.Period),
        r.Codes[0],
        r.Codes[1],
        r.Codes[2],
        r.Codes[3],
        new Figures(r.Sum.Main.Kilograms, r.Sum.Main.Value, r.Sum.General.Value ?? 0)))];

    /// <summary>The dimensions of the rows that it is made of.</summary>
    public static IReadOnlyList<SupplyDimension> Dimensions { get; } = [SupplyDimension.Origin, SupplyDimension.Product, SupplyDimension.Smelt, SupplyDimension.Cast];

    public IEnumerable<Flow> In(Month month) => flows.Where(f => f.Month == month);

    public Dictionary<TKey, FlowSeries> By<TKey>(Func<Flow, TKey> keyOf, Func<Flow, bool>? counts = null)
        where TKey : notnull
    {
        var series = new Dictionary<TKey, FlowSeries>();
        foreach (var flow in flows)
        {
            if (counts?.Invoke(flow) == false) continue;

            ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(series, keyOf(flow), out _);
            (one ??= new FlowSeries()).Add(flow);
        }

        return series;
    }
}
