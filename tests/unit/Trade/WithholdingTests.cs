using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Confidentiality;
using Xunit;

namespace Aim.Tests.Trade;

/// <summary>No figure that rests on fewer than three licences may be told, or be computed from those that are.</summary>
public sealed class WithholdingTests
{
    private const int Least = 3;

    private static readonly CodeBook Book = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"));
    private static readonly Month Month = new(2026, 10);
    private static readonly string[] Codes = ["7601103000", "7601203000", "7604101000", "7606113030", "7606123045", "7606126000", "7607116010", "7609000000"];
    private static readonly string[] Countries = ["CA", "MX", "AE", "BH", "DE", "TH"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Too_few_licences_are_withheld_with_all_of_their_parts_and_no_sum_gives_them_away(int seed)
    {
        var atoms = Atoms(new Random(seed), 45);
        var withheld = Withholding.Find(Book, Month, atoms, Least);
        var tables = Tables(atoms);

        Assert.All(tables.SelectMany(t => t).Where(c => c.Value.Sum(a => a.Licenses) < Least), c => Assert.Contains(c.Key, withheld));
        foreach (var (whole, parts) in Sums(tables))
        {
            var hidden = parts.Where(p => withheld.Contains(p.Key)).ToList();
            if (withheld.Contains(whole)) Assert.Equal(parts.Count, hidden.Count);
            else if (hidden.Count > 0) Assert.True(hidden.Count > 1 && hidden.Sum(p => p.Value.Sum(a => a.Licenses)) >= Least, $"{whole} gives {hidden[0].Key} away");
        }
    }

    /// <summary>An attacker who subtracts what is told from what is told, and goes on with what that gives.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Subtracting_again_and_again_computes_nothing_that_is_withheld(int seed)
    {
        var atoms = Atoms(new Random(seed), 45);
        var withheld = Withholding.Find(Book, Month, atoms, Least);
        var tables = Tables(atoms);
        var sums = Sums(tables).Select(s => (List<TableCell>)[s.Whole, .. s.Parts.Select(p => p.Key)]).ToList();
        var known = tables.SelectMany(t => t.Keys).Where(c => !withheld.Contains(c)).ToHashSet();

        for (var before = -1; before < known.Count;)
        {
            before = known.Count;
            foreach (var sum in sums)
            {
                if (sum.Where(c => !known.Contains(c)).Take(2).ToList() is [var only]) known.Add(only);
            }
        }

        Assert.DoesNotContain(known, withheld.Contains);
    }

    [Fact]
    public void The_order_of_the_licences_does_not_matter()
    {
        var atoms = Atoms(new Random(7), 80);
        Assert.True(Withholding.Find(Book, Month, atoms, Least).SetEquals(Withholding.Find(Book, Month, atoms.AsEnumerable().Reverse(), Least)));
    }

    [Fact]
    public void Where_all_rest_on_enough_licences_nothing_is_withheld()
    {
        var atoms = Atoms(new Random(3), 40).ConvertAll(a => a with { Licenses = 3 });
        Assert.Empty(Withholding.Find(Book, Month, atoms, Least));
    }

    [Theory]
    [InlineData("a:9 b:9", "")]
    [InlineData("a:9 b:2 c:5", "b c")]
    [InlineData("a:9 b:1 c:1 d:4", "b c d")]
    [InlineData("a:9 b:2 c:1", "b c")]
    [InlineData("a:2", "a")]
    [InlineData("a:9 b:0", "")]
    public void Of_one_sum_the_smallest_others_go_with_what_is_withheld(string parts, string expected)
    {
        var licenses = parts.Split(' ').Select(p => p.Split(':')).ToDictionary(p => p[0], p => long.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', Withholding.OfSum(licenses, Least).Order(StringComparer.Ordinal)));
    }

    private static List<LicenseAtom> Atoms(Random random, int count)
    {
        return [.. Enumerable.Range(0, count).Select(_ => Atom()).DistinctBy(a => (a.Hts10, a.Origin, a.Smelt, a.Cast))];

        LicenseAtom Atom() => new(
            Pick(Codes), Pick(Countries), random.Next(6) == 0 ? "secondary" : Pick(Countries), Pick(Countries), random.Next(4) == 0 ? random.Next(1, 3) : random.Next(3, 40));

        string Pick(string[] values) => values[random.Next(values.Length)];
    }

    /// <summary>Every table, each written out cell by cell.</summary>
    private static List<Dictionary<TableCell, List<LicenseAtom>>> Tables(IReadOnlyCollection<LicenseAtom> atoms)
    {
        Func<LicenseAtom, string?>[] codes = [a => a.Hts10, a => a.Hts10[..6], a => Book.ProductOf(a.Hts10, Month), a => a.Hts10[..4], _ => null];
        Func<LicenseAtom, string?>[] origins = [a => a.Origin, a => TableCell.OfRegion(Book.RegionOf(Book.CtyCodeOf(a.Origin)!, Month)), _ => null];
        Func<LicenseAtom, string?>[] smelts = [a => a.Smelt, _ => null];
        Func<LicenseAtom, string?>[] casts = [a => a.Cast, _ => null];
        return
        [
            .. from code in codes from origin in origins from smelt in smelts from cast in casts
               select atoms.GroupBy(a => new TableCell(code(a), origin(a), smelt(a), cast(a))).ToDictionary(g => g.Key, g => g.ToList()),
        ];
    }

    /// <summary>Every cell with the cells of each other table that add up to it.</summary>
    private static IEnumerable<(TableCell Whole, List<KeyValuePair<TableCell, List<LicenseAtom>>> Parts)> Sums(List<Dictionary<TableCell, List<LicenseAtom>>> tables) =>
        from coarse in tables
        from fine in tables
        where fine.Count > coarse.Count && fine.Values.All(f => coarse.Values.Count(c => f.TrueForAll(c.Contains)) == 1)
        from whole in coarse
        select (whole.Key, fine.Where(f => f.Value.TrueForAll(whole.Value.Contains)).ToList());
}
