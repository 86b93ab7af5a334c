using System.Runtime.InteropServices;
using Aim.Pipeline.Quality;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;

namespace Aim.Pipeline.Publishing;

/// <summary>A series of a feed: the partition it is stored in, and its row there.</summary>
public readonly record struct SeriesKey(string Cut, string Key);

/// <summary>What one answer says of one month, series by series, and what is odd about it.</summary>
public sealed class MonthFacts(Month month)
{
    private readonly Dictionary<SeriesKey, Cell> cells = [];

    public Month Month => month;

    public IReadOnlyDictionary<SeriesKey, Cell> Cells => cells;

    public IReadOnlyList<QualityIssue> Issues { get; set; } = [];

    /// <summary>Adds a cell of code and country, and to the sums over countries and over the codes of each basis.</summary>
    public void Add(CodeBook book, string hts10, string ctyCode, Cell cell)
    {
        Add(new SeriesKey(Cut.Detail(hts10), Cut.Key(hts10, ctyCode)), cell);
        Add(new SeriesKey(Cut.Code, hts10), cell);
        foreach (var basis in book.BasisNames)
        {
            if (book.InBasis(basis, hts10, month)) Add(new SeriesKey(Cut.Country(basis), ctyCode), cell);
        }
    }

    public void Add(SeriesKey key, Cell cell)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out var exists);
        sum = exists ? sum + cell : cell;
    }
}
