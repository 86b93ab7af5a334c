using Aim.Trade.Codes;
using Aim.Trade.Confidentiality;
using Aim.Trade.Series;

namespace Aim.Trade.Query;

/// <summary>What the rows of an answer about the supply chain stand for.</summary>
public enum SupplyDimension
{
    Smelt,
    Cast,
    Origin,
    Product,
    Heading,
    Hts10,
}

/// <summary>A question about where licensed metal was smelted, cast and comes from. An empty set of a filter does not filter.</summary>
/// <param name="By">The dimensions of the rows.</param>
/// <param name="Filters">By dimension the codes that count: ISO codes, <c>secondary</c>, <c>unknown</c>, products or prefixes of codes.</param>
/// <param name="From">First month.</param>
/// <param name="To">Last month.</param>
/// <param name="Frequency">How months are put together.</param>
public sealed record SupplyQuery(
    IReadOnlyList<SupplyDimension> By, IReadOnlyDictionary<SupplyDimension, IReadOnlySet<string>> Filters, Month? From, Month? To, Frequency Frequency)
{
    /// <summary>Whether the answer needs the single codes.</summary>
    public bool NeedsCode => Enum.GetValues<SupplyDimension>().Any(d => d >= SupplyDimension.Product && Touches(d));

    private bool Touches(SupplyDimension dimension) => By.Contains(dimension) || Filters.GetValueOrDefault(dimension) is { Count: > 0 };

    /// <summary>The rows of an answer.</summary>
    /// <param name="book">The code lists.</param>
    /// <param name="view">Which snapshots count.</param>
    /// <param name="cuts">The stored series of the cuts that the question needs, by cut.</param>
    /// <param name="told">The cells of a month that may be told; null where nothing is withheld.</param>
    public List<GroupedRow> Run(
        CodeBook book, FeedView view, IEnumerable<(string Cut, IReadOnlyList<StoredSeries> Series)> cuts, Func<Month, IReadOnlySet<TableCell>>? told)
    {
        var grouping = new Grouping(Frequency, From, To, codes => codes);
        return grouping.Run(cuts.SelectMany(cut => cut.Series.Select(one => PartOf(book, view, cut.Cut, one, told))), [view]);
    }

    private Part PartOf(CodeBook book, FeedView view, string cut, StoredSeries series, Func<Month, IReadOnlySet<TableCell>>? told)
    {
        string[]? known = null;
        var parts = Cut.ChainParts(cut, series.Key);
        return new Part(series.Packed, view, CodesOf)
        {
            IsPreliminary = true,
            IsWithheld = told is null ? static _ => false : month => !told(month).Contains(CellOf(month)),
        };

        // The cell of the finest table that the question touches, by its rows or by its filters.
        TableCell CellOf(Month month) => new(
            null,
            TableCell.CodeOf(book, month, parts.Hts10, Digits(), Touches(SupplyDimension.Product)),
            Touches(SupplyDimension.Origin) ? parts.Origin : null,
            Touches(SupplyDimension.Smelt) ? parts.Smelt : null,
            Touches(SupplyDimension.Cast) ? parts.Cast : null);

        int Digits() => Touches(SupplyDimension.Hts10) ? 10 : Touches(SupplyDimension.Heading) ? 4 : 0;

        string[]? CodesOf(Month month)
        {
            if (known is not null && !book.IsDated) return known;

            foreach (var (dimension, codes) in Filters)
            {
                if (codes.Count > 0 && !Matches(dimension, codes, month)) return null;
            }

            return known = [.. By.Select(d => CodeOf(d, month))];
        }

        bool Matches(SupplyDimension dimension, IReadOnlySet<string> codes, Month month) =>
            dimension is SupplyDimension.Heading or SupplyDimension.Hts10
                ? codes.Any(c => parts.Hts10!.StartsWith(c, StringComparison.Ordinal))
                : codes.Contains(CodeOf(dimension, month));

        string CodeOf(SupplyDimension dimension, Month month) => dimension switch
        {
            SupplyDimension.Smelt => parts.Smelt,
            SupplyDimension.Cast => parts.Cast,
            SupplyDimension.Origin => parts.Origin,
            SupplyDimension.Product => book.ProductOf(parts.Hts10!, month),
            SupplyDimension.Heading => parts.Hts10![..4],
            _ => parts.Hts10!,
        };
    }
}
