using System.Runtime.InteropServices;
using Aim.Trade;
using Aim.Trade.Series;

namespace Aim.Pipeline.Publishing;

/// <summary>
/// The versions that all answers for one month give to every series. It follows from those answers alone, in order of their
/// version: the order in which they are processed does not matter.
/// </summary>
public sealed class MonthVersions(Month month)
{
    private readonly Dictionary<SeriesKey, List<CellVersion>> versions = [];
    private IReadOnlyDictionary<SeriesKey, Cell> current = new Dictionary<SeriesKey, Cell>();
    private bool any;

    public Month Month => month;

    public IReadOnlyDictionary<SeriesKey, List<CellVersion>> Versions => versions;

    /// <summary>Adds the next answer; versions must ascend.</summary>
    public MonthChange Add(int version, MonthFacts facts)
    {
        var next = facts.Cells;
        var (cells, kilograms, value) = (0, 0L, 0L);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in next.Keys.Concat(current.Keys.Where(k => !next.ContainsKey(k))))
        {
            Cell? before = current.TryGetValue(key, out var b) ? b : null;
            Cell? after = next.TryGetValue(key, out var a) ? a : null;
            if (before == after) continue;

            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(versions, key, out _);
            (list ??= []).Add(new CellVersion(version, after));
            if (!Cut.IsDetail(key.Cut)) continue;

            cells++;
            codes.Add(Cut.CodeIn(key.Cut, key.Key));
            kilograms += (after?.Main.Kilograms ?? 0) - (before?.Main.Kilograms ?? 0);
            value += (after?.Main.Value ?? 0) - (before?.Main.Value ?? 0);
        }

        var first = !any;
        (current, any) = (next, true);
        return new MonthChange(month, first, cells, codes.Count, kilograms / facts.Scale, value / facts.Scale);
    }
}
