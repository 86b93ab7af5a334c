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
    private static readonly string[] Codes = ["7601103000", "7601203000", "7604101000", "7606113030", "7606123045", "7606126000", "7607116010", "7616995160", "7609000000"];
    private static readonly string[] Countries = ["CA", "MX", "AE", "BH", "DE", "TH"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cells_of_too_few_licences_are_withheld(int seed)
    {
        var atoms = Atoms(new Random(seed), 45);
        var told = Withholding.Told(Book, Month, atoms, Least);
        Assert.All(Cells(atoms).Where(c => c.Value.Sum(a => a.Licenses) < Least), c => Assert.DoesNotContain(c.Key, told));
    }

    /// <summary>An attacker who adds and subtracts whatever is told, as often as it takes: a secret must not be in the span of it.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_system_of_equations_computes_a_cell_of_too_few_licences(int seed)
    {
        var atoms = Atoms(new Random(seed), 45);
        var told = Withholding.Told(Book, Month, atoms, Least);
        var cells = Cells(atoms);
        var basis = Basis(cells.Where(c => told.Contains(c.Key)).Select(c => Vector(c.Value)));
        Assert.NotEmpty(basis);
        Assert.All(cells.Where(c => c.Value.Sum(a => a.Licenses) < Least), c => Assert.Contains(Rest(Vector(c.Value), basis), v => v != 0));

        long[] Vector(List<LicenseAtom> cell) => [.. atoms.Select(a => cell.Contains(a) ? 1L : 0)];
    }

    [Fact]
    public void Totals_are_told_though_a_square_of_their_parts_is_withheld()
    {
        LicenseAtom Atom(string code, string origin, long licenses) => new(code, origin, "NO", "NO", licenses);
        LicenseAtom[] atoms =
        [
            Atom("7601103000", "CA", 2), Atom("7601103000", "MX", 5), Atom("7601103000", "DE", 9),
            Atom("7606123045", "CA", 6), Atom("7606123045", "MX", 4), Atom("7606123045", "DE", 9),
        ];
        var told = Withholding.Told(Book, Month, atoms, Least);
        foreach (var (code, origin) in new[] { (null, null), ("7601", null), ("7606", null), (null, "CA"), (null, "MX"), (null, "DE"), ("7601", "DE"), ("7606", "DE") })
            Assert.Contains(new TableCell(null, code, origin, null, null), told);
        foreach (var (code, origin) in new[] { ("7601", "CA"), ("7606", "CA"), ("7601", "MX"), ("7606", "MX") })
            Assert.DoesNotContain(new TableCell(null, code, origin, null, null), told);
    }

    [Fact]
    public void The_order_of_the_licences_does_not_matter()
    {
        var atoms = Atoms(new Random(7), 80);
        Assert.True(Withholding.Told(Book, Month, atoms, Least).SetEquals(Withholding.Told(Book, Month, atoms.AsEnumerable().Reverse(), Least)));
    }

    [Fact]
    public void Where_all_rest_on_enough_licences_nothing_is_withheld()
    {
        var atoms = Atoms(new Random(3), 40).ConvertAll(a => a with { Licenses = 3 });
        Assert.True(Withholding.Told(Book, Month, atoms, Least).IsSupersetOf(Cells(atoms).Keys));
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

    /// <summary>Every table that can be asked for, written out cell by cell.</summary>
    private static Dictionary<TableCell, List<LicenseAtom>> Cells(IReadOnlyCollection<LicenseAtom> atoms)
    {
        string?[] bases = [null, .. Book.BasisNames];
        Func<LicenseAtom, string?>[] codes = [a => a.Hts10, a => a.Hts10[..6], a => Book.ProductOf(a.Hts10, Month), a => a.Hts10[..4], _ => null];
        Func<LicenseAtom, string?>[] origins = [a => a.Origin, a => TableCell.OfRegion(Book.RegionOf(Book.CtyCodeOf(a.Origin)!, Month)), _ => null];
        Func<LicenseAtom, string?>[] smelts = [a => a.Smelt, _ => null];
        Func<LicenseAtom, string?>[] casts = [a => a.Cast, _ => null];
        var tables = from basis in bases
                     from code in codes
                     from origin in origins
                     from smelt in smelts
                     from cast in casts
                     select atoms.Where(a => basis is null || Book.InBasis(basis, a.Hts10, Month)).GroupBy(a => new TableCell(basis, code(a), origin(a), smelt(a), cast(a)));
        return tables.SelectMany(t => t).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>Gauss's elimination, in another field than that of the code.</summary>
    private static List<long[]> Basis(IEnumerable<long[]> vectors)
    {
        var basis = new List<long[]>();
        foreach (var rest in vectors.Select(v => Rest(v, basis)).Where(r => r.Any(v => v != 0))) basis.Add(rest);
        return basis;
    }

    private static long[] Rest(long[] vector, List<long[]> basis)
    {
        const long prime = 998_244_353;
        var rest = (long[])vector.Clone();
        foreach (var one in basis)
        {
            var pivot = Array.FindIndex(one, v => v != 0);
            var times = rest[pivot] * (long)System.Numerics.BigInteger.ModPow(one[pivot], prime - 2, prime) % prime;
            for (var i = 0; i < rest.Length; i++) rest[i] = (rest[i] + ((prime - times) * one[i])) % prime;
        }

        return rest;
    }
}
