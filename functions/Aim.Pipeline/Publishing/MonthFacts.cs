using System.Runtime.InteropServices;
using Aim.Pipeline.Quality;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;

namespace Aim.Pipeline.Publishing;

/// <summary>A series of a feed: the partition it is stored in, and its row there.</summary>
public readonly record struct SeriesKey(string Cut, string Key)
{
    /// <summary>Cuts are few and keys are many: the key alone spreads well.</summary>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Says that an answer tells a part of a month only; the rest stays as other answers have it.</summary>
/// <param name="Has">Whether a series belongs to the part: one that the answer then does not tell has no figure.</param>
/// <param name="Rank">Of two answers for a series the one of higher rank holds, whichever came first; of the same rank the later one.</param>
public sealed record MonthPart(Func<SeriesKey, bool> Has, int Rank);

/// <summary>What one answer says of one month, series by series, and what is odd about it.</summary>
public sealed class MonthFacts(Month month)
{
    private readonly Dictionary<SeriesKey, Cell> cells = [];
    private readonly Dictionary<string, CodeCuts> cutsOf = new(StringComparer.Ordinal);

    public Month Month => month;

    public IReadOnlyDictionary<SeriesKey, Cell> Cells => cells;

    /// <summary>Null where the answer leaves it to others to tell what is odd about the month.</summary>
    public IReadOnlyList<QualityIssue>? Issues { get; set; } = [];

    /// <summary>Null where the answer is all that there is of the month.</summary>
    public MonthPart? Part { get; init; }

    /// <summary>How many units of a cell make a dollar, and a kilogram.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>Adds a cell of code and country, and to the sums over countries and over the codes of each basis.</summary>
    public void Add(CodeBook book, string hts10, string ctyCode, Cell cell)
    {
        var cuts = CutsOf(book, hts10);
        Add(new SeriesKey(cuts.Detail, Cut.Key(hts10, ctyCode)), cell);
        Add(new SeriesKey(Cut.Code, cuts.Hts10), cell);
        foreach (var basis in cuts.Countries) Add(new SeriesKey(basis, ctyCode), cell);
    }

    /// <summary>Adds a licensed cell: to the same sums, and to those by origin, smelt and cast.</summary>
    public void Add(CodeBook book, string hts10, string origin, string smelt, string cast, Cell cell)
    {
        Add(book, hts10, book.CtyCodeOf(origin) ?? CodeBook.Unmapped, cell);
        Add(new SeriesKey(Cut.Chain, Cut.ChainKey(origin, smelt, cast)), cell);
        Add(new SeriesKey(CutsOf(book, hts10).Flow, Cut.FlowKey(hts10, origin, smelt, cast)), cell);
    }

    /// <summary>Adds a cell to a series.</summary>
    public void Add(SeriesKey key, Cell cell)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out var exists);
        sum = exists ? sum + cell : cell;
    }

    private CodeCuts CutsOf(CodeBook book, string hts10)
    {
        if (!cutsOf.TryGetValue(hts10, out var cuts))
            cutsOf.Add(hts10, cuts = new(hts10, Cut.Detail(hts10), Cut.Flow(hts10), [.. book.BasisNames.Where(b => book.InBasis(b, hts10, month)).Select(Cut.Country)]));
        return cuts;
    }

    /// <summary>The cuts that the cells of a code go to: worked out once, as there are many cells to a code.</summary>
    private sealed record CodeCuts(string Hts10, string Detail, string Flow, IReadOnlyList<string> Countries);
}
