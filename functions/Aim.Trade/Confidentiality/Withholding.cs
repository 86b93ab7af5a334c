using Aim.Trade.Codes;

namespace Aim.Trade.Confidentiality;

/// <summary>
/// Finds the cells that may be told: none of fewer licences than the rule asks for, and only as many that no computation gives one
/// of those away. It is found for all tables of a month at once, because they are all public.
/// </summary>
public static class Withholding
{
    /// <summary>The cells of a month that may be told; all others are withheld. The same licences give the same cells.</summary>
    /// <param name="book">The code lists.</param>
    /// <param name="month">The month.</param>
    /// <param name="licenses">Its licences.</param>
    /// <param name="least">The fewest licences that a cell, or what can be computed, must rest on.</param>
    public static IReadOnlySet<TableCell> Told(CodeBook book, Month month, IEnumerable<LicenseAtom> licenses, int least)
    {
        List<LicenseAtom> atoms =
        [
            .. licenses.OrderBy(a => a.Hts10, StringComparer.Ordinal).ThenBy(a => a.Origin, StringComparer.Ordinal)
                .ThenBy(a => a.Smelt, StringComparer.Ordinal).ThenBy(a => a.Cast, StringComparer.Ordinal),
        ];
        // Many cells of fine tables are sums of the same atoms, and one decision is for all of them.
        var sums = LicenseTables.Cells(book, month, atoms).GroupBy(c => string.Join(' ', c.Atoms), StringComparer.Ordinal)
            .Select(g => (g.First().Atoms, Cells: g.Select(c => c.Cell))).ToLookup(s => s.Atoms.Sum(a => atoms[a].Licenses) < least);
        var told = new ToldSums(atoms, sums[true].Select(s => s.Atoms), least);
        return sums[false].Where(s => told.TryTell(s.Atoms)).SelectMany(s => s.Cells).ToHashSet();
    }

    /// <summary>The same for one sum that is told and its parts: those of too few licences, and others so that the sum does not give them away.</summary>
    /// <param name="parts">The number of licences of each part.</param>
    /// <param name="least">The fewest licences that a part, or what is hidden of the sum, must rest on.</param>
    public static IReadOnlySet<string> OfSum(IReadOnlyDictionary<string, long> parts, int least)
    {
        var hidden = parts.Where(p => p.Value > 0 && p.Value < least).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var others = new Queue<string>(parts.Where(p => p.Value >= least).OrderBy(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key));
        while (hidden.Count > 0 && (hidden.Count == 1 || hidden.Sum(p => parts[p]) < least) && others.TryDequeue(out var next)) hidden.Add(next);
        return hidden;
    }
}
