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
            string?[] codes = [null, atom.Hts10[..4], book.ProductOf(atom.Hts10, month), atom.Hts10[..6], atom.Hts10];
            string?[] origins = [null, TableCell.OfRegion(book.RegionOf(book.CtyCodeOf(atom.Origin) ?? CodeBook.Unmapped, month)), atom.Origin];
            string?[] smelts = [null, atom.Smelt], casts = [null, atom.Cast];
            foreach (var (c, o, s, l) in from c in Enumerable.Range(0, 5) from o in Enumerable.Range(0, 3) from s in Enumerable.Range(0, 2) from l in Enumerable.Range(0, 2) select (c, o, s, l))
            {
                var cell = new TableCell(codes[c], origins[o], smelts[s], casts[l]);
                // How many things a table is by counts first, then how fine each is.
                var fineness = (100 * (Math.Sign(c) + Math.Sign(o) + s + l)) + c + o;
                if (!cells.TryGetValue(cell, out var known)) cells.Add(cell, known = (fineness, []));
                known.Atoms.Add(i);
            }
        }

        return cells.Select(c => (Cell: c.Key, c.Value.Fineness, c.Value.Atoms, Licenses: c.Value.Atoms.Sum(a => atoms[a].Licenses)))
            .OrderBy(c => c.Fineness).ThenByDescending(c => c.Licenses).ThenBy(c => c.Cell.ToString(), StringComparer.Ordinal)
            .Select(c => (c.Cell, (IReadOnlyList<int>)c.Atoms));
    }
}
