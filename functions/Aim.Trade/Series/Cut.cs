using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Trade.Series;

/// <summary>
/// The stored partitions of a feed's series. A question reads the smallest one that can answer it:
/// countries over all codes of a basis, codes over all countries, or single cells by heading.
/// </summary>
public static class Cut
{
    public const string Code = "code";

    public static string Country(string basis) => $"country-{basis}";

    /// <summary>Licences: origin, smelt and cast, over all codes.</summary>
    public const string Chain = "chain";

    public static string Detail(string hts10) => $"detail-{hts10[..4]}";

    /// <summary>Whether a cut holds single cells.</summary>
    public static bool IsDetail(string cut) => cut is Pair or Indicator or UsgsTrade || cut.StartsWith("detail-", StringComparison.Ordinal);

    /// <summary>The commodity of a single cell; of figures that are not of commodities, the series.</summary>
    public static string CodeIn(string cut, string key) => cut switch
    {
        Pair => key[^4..],
        Indicator or UsgsTrade => key,
        _ => key[..10],
    };

    public static bool IsFlow(string cut) => cut.StartsWith("flow-", StringComparison.Ordinal);

    /// <summary>Licences: code, origin, smelt and cast.</summary>
    public static string Flow(string hts10) => $"flow-{hts10[..4]}";

    /// <summary>
    /// World trade: a reporter's figures with a partner, exports in the first amount of a cell and imports in the second, a column for
    /// each heading. Each row is stored twice, under its reporter and under its partner, so that all that is said of a country is one range.
    /// </summary>
    public const string Pair = "pair";

    /// <summary>World trade: the sum of a reporter's figures over its partners.</summary>
    public const string World = "world";

    /// <summary>Prices, production, employment and wages by the id of the series.</summary>
    public const string Indicator = "indicator";

    /// <summary>Trade by country as USGS prints it: a row for each country, a column for each kind.</summary>
    public const string UsgsTrade = "usgs-trade";

    /// <summary>The country of the row of the total.</summary>
    public const string UsgsTotal = "Total";

    /// <param name="flow">M imports, X exports.</param>
    /// <param name="country">As USGS names it: what the name means is looked up when it is read, so that a new name needs no new series.</param>
    /// <param name="kind"><c>crude</c>, <c>semis</c>, <c>scrap</c> or <c>total</c>.</param>
    public static string UsgsKey(char flow, string country, string kind) => $"{flow}-{country}/{kind}";

    public static (char Flow, string Country, string Kind) UsgsParts(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return (key[0], key[2..slash], key[(slash + 1)..]);
    }

    public static string PairKey(string reporter, string partner, string heading) => $"{reporter}-r-{partner}/H{heading}";

    public static string WorldKey(string reporter, string heading) => $"{reporter}-/H{heading}";

    /// <summary>The second place of a row; null where it has none.</summary>
    public static string? CopyOf(string cut, string row) => cut == Pair && row.Split('-') is [var reporter, "r", var partner] ? $"{partner}-m-{reporter}" : null;

    /// <summary>Reporter, partner and heading of a series of world trade, whichever of its places it was read from; no partner in the sums.</summary>
    public static (string Reporter, string? Partner, string Heading) PairParts(string cut, string key)
    {
        var (row, heading) = (key[..key.IndexOf('/', StringComparison.Ordinal)], key[^4..]);
        return (cut, row.Split('-')) switch
        {
            (World, [var reporter, _]) => (reporter, null, heading),
            (_, [var partner, "m", var reporter]) => (reporter, partner, heading),
            (_, var parts) => (parts[0], parts[2], heading),
        };
    }

    /// <summary>Where the rows of a reporter begin in a cut that several reporters share; empty where a feed has its cut for itself.</summary>
    public static string RowsOf(string cut, string owner) => owner.Length == 0 ? "" : cut == Pair ? $"{owner}-r-" : $"{owner}-";

    public static string ChainKey(string origin, string smelt, string cast) => $"{origin}-{smelt}-{cast}";

    public static string FlowKey(string hts10, string origin, string smelt, string cast) => $"{hts10}-{origin}-{smelt}-{cast}";

    /// <summary>The row key of a single cell: code, then country.</summary>
    public static string Key(string hts10, string ctyCode) => $"{hts10}-{ctyCode}";

    /// <summary>Code and country of a series; null where the cut has summed over them.</summary>
    public static (string? Hts10, string? CtyCode) KeyParts(string cut, string key) =>
        cut == Code ? (key, null) : cut.StartsWith("country-", StringComparison.Ordinal) ? (null, key) : (key[..10], key[11..]);

    /// <summary>The partitions that a question needs, out of those that the feed has.</summary>
    public static IEnumerable<string> For(TradeQuery query, CodeBook book, IEnumerable<string> cuts)
    {
        if (!query.NeedsCode) return [Country(query.Basis)];
        if (!query.NeedsCountry) return [Code];

        return cuts.Where(IsDetail).Select(c => c[^4..])
            .Where(h => query.HsPrefixes.Count == 0 || query.HsPrefixes.Any(p => p.StartsWith(h, StringComparison.Ordinal)))
            .Where(h => Overlaps(h, book.Bases.Where(b => b.Basis == query.Basis).Select(b => b.HsPrefix)))
            .Where(h => query.Products.Count == 0 || query.Products.Contains(CodeBook.Unmapped)
                || Overlaps(h, book.Products.Where(p => query.Products.Contains(p.Product)).Select(p => p.HsPrefix)))
            .Select(Detail);
    }

    /// <summary>Code, origin, smelt and cast of a series of licences; no code in the cut that has summed over them.</summary>
    public static (string? Hts10, string Origin, string Smelt, string Cast) ChainParts(string cut, string key)
    {
        var parts = key.Split('-');
        return cut == Chain ? (null, parts[0], parts[1], parts[2]) : (parts[0], parts[1], parts[2], parts[3]);
    }

    private static bool Overlaps(string heading, IEnumerable<string> prefixes) =>
        prefixes.Any(p => p.StartsWith(heading, StringComparison.Ordinal) || heading.StartsWith(p, StringComparison.Ordinal));
}
