using Aim.Trade.Codes;

namespace Aim.Trade.Confidentiality;

/// <summary>
/// Finds the cells that may not be told: those of fewer licences than the rule asks for, those that are parts of such cells, and as
/// many more as it takes that no sum gives one away. It is found for all tables of a month at once, because they are all public.
/// </summary>
public static class Withholding
{
    /// <summary>The cells of a month to withhold. The same licences give the same cells.</summary>
    /// <param name="book">The code lists.</param>
    /// <param name="month">The month.</param>
    /// <param name="atoms">Its licences.</param>
    /// <param name="least">The fewest licences that a cell, or what is hidden of a sum, must rest on.</param>
    public static IReadOnlySet<TableCell> Find(CodeBook book, Month month, IEnumerable<LicenseAtom> atoms, int least)
    {
        var ordered = atoms.OrderBy(a => a.Hts10, StringComparer.Ordinal).ThenBy(a => a.Origin, StringComparer.Ordinal)
            .ThenBy(a => a.Smelt, StringComparer.Ordinal).ThenBy(a => a.Cast, StringComparer.Ordinal);
        var tables = new LicenseTables(book, month, ordered);
        var search = new Search(tables, least);
        search.Run();
        return search.Withheld;
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

    private sealed class Search(LicenseTables tables, int least)
    {
        private readonly ILookup<TableCell, LicenseTables.Sum> sumsWith =
            tables.Sums.SelectMany(s => s.Parts.Select(p => (Part: p, Sum: s))).ToLookup(s => s.Part, s => s.Sum);

        private readonly ILookup<TableCell, LicenseTables.Sum> sumsOf = tables.Sums.ToLookup(s => s.Whole);
        private readonly Queue<LicenseTables.Sum> open = new();
        private readonly HashSet<LicenseTables.Sum> isOpen = [];

        public HashSet<TableCell> Withheld { get; } = [];

        public void Run()
        {
            foreach (var (cell, count) in tables.Licenses)
            {
                if (count < least) Withhold(cell);
            }

            while (open.TryDequeue(out var sum))
            {
                isOpen.Remove(sum);
                Check(sum);
            }
        }

        private void Withhold(TableCell cell)
        {
            if (!Withheld.Add(cell)) return;

            foreach (var sum in sumsWith[cell].Where(isOpen.Add)) open.Enqueue(sum);
            foreach (var part in sumsOf[cell].SelectMany(s => s.Parts)) Withhold(part);
        }

        /// <summary>What is hidden of a sum that is told must be more than one cell, and enough licences.</summary>
        private void Check(LicenseTables.Sum sum)
        {
            if (Withheld.Contains(sum.Whole)) return;

            while (true)
            {
                var hidden = sum.Parts.Where(Withheld.Contains).ToList();
                if (hidden.Count == 0 || (hidden.Count > 1 && hidden.Sum(c => tables.Licenses[c]) >= least)) return;

                if (hidden.Count == sum.Parts.Count)
                {
                    Withhold(sum.Whole);
                    return;
                }

                Withhold(sum.Parts.Where(c => !Withheld.Contains(c)).MinBy(Cost));
            }
        }

        /// <summary>Rather a cell that is nowhere the only part of a sum, whose withholding would spread; then one of few licences.</summary>
        private (int, long) Cost(TableCell cell) => (sumsWith[cell].Count(s => s.Parts.Count == 1), tables.Licenses[cell]);
    }
}
