using Aim.Trade.Codes;
using Aim.Trade.Confidentiality;
using Aim.Trade.Series;

namespace Aim.Trade.Query;

/// <summary>One cut of one feed that a question of U.S. trade reads, and the months for which it reads it.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="Series">All of its series.</param>
/// <param name="View">Which publications count.</param>
/// <param name="IsPreliminary">Whether the feed is that of licences.</param>
/// <param name="Counts">The months that are this feed's to tell.</param>
public sealed record TradeSource(string Cut, IReadOnlyList<StoredSeries> Series, FeedView View, bool IsPreliminary, Func<Month, bool> Counts)
{
    /// <summary>The cells of a month that may be told; null where nothing is withheld.</summary>
    public Func<Month, IReadOnlySet<TableCell>>? Told { get; init; }
}

/// <summary>Answers questions of U.S. trade.</summary>
public static class TradeGrouping
{
    public static List<GroupedRow> Run(TradeQuery query, CodeBook book, IReadOnlyCollection<TradeSource> sources)
    {
        var grouping = new Grouping(query.Frequency, query.From, query.To, codes => SortKeys(query.By, book, codes));
        return grouping.Run(sources.SelectMany(source => source.Series.Select(one => PartOf(query, book, source, one))), sources.Select(source => source.View));
    }

    private static Part PartOf(TradeQuery query, CodeBook book, TradeSource source, StoredSeries series)
    {
        string[]? known = null;
        var (hts10, ctyCode) = Cut.KeyParts(source.Cut, series.Key);
        return new Part(series.Packed, source.View, CodesOf)
        {
            Pick = query.General && !source.IsPreliminary ? static cell => new Cell(cell.General, default) : static cell => cell,
            IsPreliminary = source.IsPreliminary,
            IsWithheld = source.Told is { } told ? month => !told(month).Contains(CellOf(query, book, hts10, ctyCode, month)) : static _ => false,
        };

        // Where no rule is dated, one look at a series decides for all of its months.
        string[]? CodesOf(Month month)
        {
            if (!source.Counts(month)) return null;
            if (known is not null && !book.IsDated) return known;

            return Matches(query, book, hts10, ctyCode, month) ? known = CodesIn(query.By, book, hts10, ctyCode, month) : null;
        }
    }

    /// <summary>The cell of the finest table that a question touches, by its rows or by its filters.</summary>
    private static TableCell CellOf(TradeQuery query, CodeBook book, string? hts10, string? ctyCode, Month month)
    {
        var byProduct = query.Products.Count > 0 || query.By.Contains(Dimension.Product);
        var digits = query.HsPrefixes.Select(p => p.Length).Concat(query.By.Select(d => d switch
        {
            Dimension.Heading => 4,
            Dimension.Hs6 => 6,
            Dimension.Hts10 => 10,
            _ => 0,
        })).Append(0).Max();
        var origin = query.Countries.Count > 0 || query.By.Contains(Dimension.Country) ? book.CountryOf(ctyCode!)?.Iso2 ?? CodeBook.Unmapped
            : query.NeedsCountry ? TableCell.OfRegion(book.RegionOf(ctyCode!, month))
            : null;
        return new TableCell(query.Basis, TableCell.CodeOf(book, month, hts10, digits, byProduct), origin, null, null);
    }

    private static bool Matches(TradeQuery query, CodeBook book, string? hts10, string? ctyCode, Month month)
    {
        if (hts10 is { } code
            && (!book.InBasis(query.Basis, code, month)
                || (query.HsPrefixes.Count > 0 && !query.HsPrefixes.Any(p => code.StartsWith(p, StringComparison.Ordinal)))
                || (query.Products.Count > 0 && !query.Products.Contains(book.ProductOf(code, month)))))
        {
            return false;
        }

        if (ctyCode is not { } country || (query.Countries.Count == 0 && query.Regions.Count == 0)) return true;

        return query.Countries.Contains(book.CountryOf(country)?.CtyCode ?? CodeBook.Unmapped) || query.Regions.Contains(book.RegionOf(country, month));
    }

    private static string[] CodesIn(IReadOnlyList<Dimension> by, CodeBook book, string? hts10, string? ctyCode, Month month)
    {
        var codes = new string[by.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = by[i] switch
            {
                Dimension.Country => book.CountryOf(ctyCode!)?.CtyCode ?? CodeBook.Unmapped,
                Dimension.Region => book.RegionOf(ctyCode!, month),
                Dimension.Product => book.ProductOf(hts10!, month),
                Dimension.Heading => hts10![..4],
                Dimension.Hs6 => hts10![..6],
                _ => hts10!,
            };
        }

        return codes;
    }

    /// <summary>Rows are ordered by what the reader sees: a country by its ISO code, then by its Schedule C code.</summary>
    private static string[] SortKeys(IReadOnlyList<Dimension> by, CodeBook book, string[] codes) =>
        [.. codes.Select((c, i) => by[i] == Dimension.Country && book.CountryOf(c) is { } country ? country.Iso2 + c : c)];
}
