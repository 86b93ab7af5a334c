using System.Runtime.InteropServices;
using Aim.Pipeline.Census;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;

namespace Aim.Pipeline.Publishing;

/// <summary>A series of a feed: the partition it is stored in, and its row there.</summary>
public readonly record struct SeriesKey(string Cut, string Key);

/// <summary>
/// The versions that all answers for one month give to every series. It follows from those answers alone, in order of their
/// sequence: the order in which they are processed does not matter.
/// </summary>
public sealed class MonthVersions(CodeBook book, Month month)
{
    private readonly Dictionary<SeriesKey, List<CellVersion>> versions = [];
    private readonly string[] bases = [.. book.Bases.Select(b => b.Basis).Distinct(StringComparer.Ordinal)];
    private Dictionary<SeriesKey, Cell> current = [];
    private bool any;

    public Month Month => month;

    public IReadOnlyDictionary<SeriesKey, List<CellVersion>> Versions => versions;

    /// <summary>Adds the next answer; sequences must ascend.</summary>
    public MonthChange Add(int sequence, CensusMonth answer)
    {
        var next = Sum(answer);
        var (cells, kilograms, value) = (0, 0L, 0L);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in next.Keys.Concat(current.Keys.Where(k => !next.ContainsKey(k))))
        {
            Cell? before = current.TryGetValue(key, out var b) ? b : null;
            Cell? after = next.TryGetValue(key, out var a) ? a : null;
            if (before == after) continue;

            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(versions, key, out _);
            (list ??= []).Add(new CellVersion(sequence, after));
            if (Cut.KeyParts(key.Cut, key.Key) is not ({ } code, { })) continue;

            cells++;
            codes.Add(code);
            kilograms += (after?.Main.Kilograms ?? 0) - (before?.Main.Kilograms ?? 0);
            value += (after?.Main.Value ?? 0) - (before?.Main.Value ?? 0);
        }

        var first = !any;
        (current, any) = (next, true);
        return new MonthChange(cells, codes.Count, kilograms, value, first);
    }

    /// <summary>The cells of an answer and their sums over countries, and over the codes of each basis.</summary>
    private Dictionary<SeriesKey, Cell> Sum(CensusMonth answer)
    {
        var sums = new Dictionary<SeriesKey, Cell>();
        foreach (ref readonly var cell in answer.Cells)
        {
            var (code, country) = (cell.Key.CodeText, cell.Key.Country);
            var imports = answer.Layout.Measures.Count > 2;
            var figures = new Cell(Amount.Of(cell[0], cell[1]), imports ? Amount.Of(cell[2], cell[3]) : default);
            Add(sums, new SeriesKey(Cut.Detail(code), Cut.Key(code, country)), figures);
            Add(sums, new SeriesKey(Cut.Code, code), figures);
            foreach (var basis in bases)
            {
                if (book.InBasis(basis, code, month)) Add(sums, new SeriesKey(Cut.Country(basis), country), figures);
            }
        }

        return sums;
    }

    private static void Add(Dictionary<SeriesKey, Cell> sums, SeriesKey key, Cell cell)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out var exists);
        sum = exists ? sum + cell : cell;
    }
}

/// <summary>What an answer changed in its month; see <see cref="Publication"/>.</summary>
public readonly record struct MonthChange(int Cells, int Codes, long Kilograms, long Value, bool First);
