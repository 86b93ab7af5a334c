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

    public static bool IsDetail(string cut) => cut.StartsWith("detail-", StringComparison.Ordinal);

    public static bool IsFlow(string cut) => cut.StartsWith("flow-", StringComparison.Ordinal);

    /// <summary>Licences: code, origin, smelt and cast.</summary>
    public static string Flow(string hts10) => $"flow-{hts10[..4]}";

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
