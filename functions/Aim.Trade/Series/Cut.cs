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

    public static string Detail(string hts10) => $"detail-{hts10[..4]}";

    /// <summary>The row key of a single cell: code, then country.</summary>
    public static string Key(string hts10, string ctyCode) => $"{hts10}-{ctyCode}";

    /// <summary>Code and country of a series; null where the cut has summed over them.</summary>
    public static (string? Hts10, string? CtyCode) KeyParts(string cut, string key) =>
        cut == Code ? (key, null) : cut.StartsWith("country-", StringComparison.Ordinal) ? (null, key) : (key[..10], key[11..]);

    /// <summary>The partitions that a question needs, out of those that the feed has.</summary>
    public static IEnumerable<string> For(TradeQuery query, CodeBook book, IEnumerable<string> headings)
    {
        if (!query.NeedsCode) return [Country(query.Basis)];
        if (!query.NeedsCountry) return [Code];

        return headings
            .Where(h => query.HsPrefixes.Count == 0 || query.HsPrefixes.Any(p => p.StartsWith(h, StringComparison.Ordinal)))
            .Where(h => Overlaps(h, book.Bases.Where(b => b.Basis == query.Basis).Select(b => b.HsPrefix)))
            .Where(h => query.Products.Count == 0 || query.Products.Contains(CodeBook.Unmapped)
                || Overlaps(h, book.Products.Where(p => query.Products.Contains(p.Product)).Select(p => p.HsPrefix)))
            .Select(Detail);
    }

    private static bool Overlaps(string heading, IEnumerable<string> prefixes) =>
        prefixes.Any(p => p.StartsWith(heading, StringComparison.Ordinal) || heading.StartsWith(p, StringComparison.Ordinal));
}
