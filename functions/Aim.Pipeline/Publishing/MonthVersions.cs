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
    private readonly Dictionary<SeriesKey, int> ranks = [];
    private IReadOnlyDictionary<SeriesKey, Cell> current = new Dictionary<SeriesKey, Cell>();
    private bool any;

    public Month Month => month;

    public IReadOnlyDictionary<SeriesKey, List<CellVersion>> Versions => versions;

    /// <summary>Adds the next answer; versions must ascend.</summary>
    public MonthChange Add(int version, MonthFacts facts)
    {
        var next = facts.Part is { } part ? Joined(facts.Cells, part) : facts.Cells;
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

    /// <summary>What is known with a part of it replaced, as far as no answer of higher rank has told it.</summary>
    private Dictionary<SeriesKey, Cell> Joined(IReadOnlyDictionary<SeriesKey, Cell> told, MonthPart part)
    {
        var joined = current.ToDictionary();
        foreach (var key in told.Keys.Concat(current.Keys.Where(k => part.Has(k) && !told.ContainsKey(k))))
        {
            if (ranks.GetValueOrDefault(key, part.Rank) > part.Rank) continue;

            ranks[key] = part.Rank;
            if (told.TryGetValue(key, out var cell)) joined[key] = cell;
            else joined.Remove(key);
        }

        return joined;
    }
}
