using Aim.Trade.Codes;

namespace Aim.Trade.Confidentiality;

/// <summary>The licences of one commodity on one way in a month; their number is all that matters here.</summary>
/// <param name="Hts10">Ten digits.</param>
/// <param name="Origin">ISO code.</param>
/// <param name="Smelt">ISO code, <c>secondary</c> or <c>unknown</c>.</param>
/// <param name="Cast">ISO code.</param>
/// <param name="Licenses">At least one.</param>
public readonly record struct LicenseAtom(string Hts10, string Origin, string Smelt, string Cast, long Licenses);

/// <summary>A cell of a table of licences. Null stands for all; the length or form of a code tells what it is a code of.</summary>
/// <param name="Code">An HTS code of 10, 6 or 4 digits, or a product group.</param>
/// <param name="Origin">A country, or a region as <see cref="OfRegion"/> writes it.</param>
/// <param name="Smelt">A country, <c>secondary</c> or <c>unknown</c>.</param>
/// <param name="Cast">A country.</param>
public readonly record struct TableCell(string? Code, string? Origin, string? Smelt, string? Cast)
{
    /// <summary>A region in the place of a country; some codes are those of both.</summary>
    public static string OfRegion(string code) => $"region {code}";
}

/// <summary>
/// All tables that can be asked of the licences of a month: each cell with its number of licences, and each way in which a cell is
/// the sum of the cells of a finer table. Whoever knows all but one of those knows them all.
/// </summary>
internal sealed class LicenseTables
{
    private readonly Dictionary<TableCell, long> licenses = [];
    private readonly Dictionary<(TableCell Whole, string Step), HashSet<TableCell>> parts = [];

    public LicenseTables(CodeBook book, Month month, IEnumerable<LicenseAtom> atoms)
    {
        foreach (var atom in atoms)
        {
            var product = book.ProductOf(atom.Hts10, month);
            string?[] codes = [atom.Hts10, atom.Hts10[..6], product, atom.Hts10[..4], null];
            string?[] origins = [atom.Origin, TableCell.OfRegion(book.RegionOf(book.CtyCodeOf(atom.Origin) ?? CodeBook.Unmapped, month)), null];
            foreach (var cell in from code in codes from origin in origins from smelt in All(atom.Smelt) from cast in All(atom.Cast) select new TableCell(code, origin, smelt, cast))
            {
                licenses[cell] = licenses.GetValueOrDefault(cell) + atom.Licenses;
                foreach (var (step, whole) in Wholes(cell, codes, origins))
                {
                    if (!parts.TryGetValue((whole, step), out var of)) parts.Add((whole, step), of = []);
                    of.Add(cell);
                }
            }
        }

        foreach (var (key, cells) in parts)
        {
            Sums.Add(new Sum(key.Whole, [.. cells]));
        }
    }

    public IReadOnlyDictionary<TableCell, long> Licenses => licenses;

    public List<Sum> Sums { get; } = [];

    private static string?[] All(string value) => [value, null];

    /// <summary>The cells of coarser tables, one step away, that a cell is a part of.</summary>
    private static IEnumerable<(string Step, TableCell Whole)> Wholes(TableCell cell, string?[] codes, string?[] origins)
    {
        // Products and six digits do not nest in each other; both nest in the heading and hold ten digits.
        if (cell.Code == codes[0])
        {
            yield return ("hts10-hs6", cell with { Code = codes[1] });
            yield return ("hts10-product", cell with { Code = codes[2] });
        }
        else if (cell.Code == codes[1]) yield return ("hs6-heading", cell with { Code = codes[3] });
        else if (cell.Code == codes[2]) yield return ("product-heading", cell with { Code = codes[3] });
        else if (cell.Code is not null) yield return ("heading", cell with { Code = null });

        if (cell.Origin is not null) yield return cell.Origin == origins[0] ? ("country-region", cell with { Origin = origins[1] }) : ("region", cell with { Origin = null });
        if (cell.Smelt is not null) yield return ("smelt", cell with { Smelt = null });
        if (cell.Cast is not null) yield return ("cast", cell with { Cast = null });
    }

    /// <summary>A cell and the cells that add up to it.</summary>
    public sealed class Sum(TableCell whole, IReadOnlyList<TableCell> parts)
    {
        public TableCell Whole => whole;

        public IReadOnlyList<TableCell> Parts => parts;
    }
}
