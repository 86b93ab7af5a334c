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
/// <param name="Basis">Only codes of this basis.</param>
/// <param name="Code">An HTS code of 10, 6 or 4 digits, or a product group.</param>
/// <param name="Origin">A country, or a region as <see cref="OfRegion"/> writes it.</param>
/// <param name="Smelt">A country, <c>secondary</c> or <c>unknown</c>.</param>
/// <param name="Cast">A country.</param>
public readonly record struct TableCell(string? Basis, string? Code, string? Origin, string? Smelt, string? Cast)
{
    /// <summary>A region in the place of a country; some codes are those of both.</summary>
    public static string OfRegion(string code) => $"region {code}";

    /// <summary>The code of the coarsest cells that tell a commodity by so many first digits and, where asked, by its product group.</summary>
    public static string? CodeOf(CodeBook book, Month month, string? hts10, int digits, bool byProduct) => (digits, byProduct) switch
    {
        (0, false) => null,
        (0, true) => book.ProductOf(hts10!, month),
        ( <= 4, false) => hts10![..4],
        ( <= 6, false) => hts10![..6],
        _ => hts10,
    };
}

/// <summary>All tables that can be asked of the licences of a month: which atoms each of their cells is the sum of.</summary>
internal static class LicenseTables
{
    /// <summary>The cells, those of coarse tables first and in a table those of many licences; atoms by their place in the list.</summary>
    public static IEnumerable<(TableCell Cell, IReadOnlyList<int> Atoms)> Cells(CodeBook book, Month month, IReadOnlyList<LicenseAtom> atoms)
    {
        var cells = new Dictionary<TableCell, (int Fineness, List<int> Atoms)>();
        for (var i = 0; i < atoms.Count; i++)
        {
            var atom = atoms[i];
            string?[] bases = [null, .. book.BasisNames.Where(b => book.InBasis(b, atom.Hts10, month))];
            string?[] codes = [null, atom.Hts10[..4], book.ProductOf(atom.Hts10, month), atom.Hts10[..6], atom.Hts10];
            string?[] origins = [null, TableCell.OfRegion(book.RegionOf(book.CtyCodeOf(atom.Origin) ?? CodeBook.Unmapped, month)), atom.Origin];
            string?[] smelts = [null, atom.Smelt], casts = [null, atom.Cast];
            foreach (var basis in bases)
            {
                for (var code = 0; code < codes.Length; code++)
                {
                    for (var origin = 0; origin < origins.Length; origin++)
                    {
                        foreach (var smelt in smelts)
                        {
                            foreach (var cast in casts) Add(new TableCell(basis, codes[code], origins[origin], smelt, cast), code + origin, i);
                        }
                    }
                }
            }
        }

        return cells.OrderBy(c => c.Value.Fineness).ThenByDescending(c => c.Value.Atoms.Sum(a => atoms[a].Licenses)).Select(c => (c.Key, (IReadOnlyList<int>)c.Value.Atoms));

        void Add(TableCell cell, int steps, int atom)
        {
            if (!cells.TryGetValue(cell, out var known))
            {
                // How many things a table is by counts first, then how fine each is.
                var things = new[] { cell.Code, cell.Origin, cell.Smelt, cell.Cast }.Count(c => c is not null);
                cells.Add(cell, known = ((100 * things) + steps, []));
            }

            known.Atoms.Add(atom);
        }
    }
}
