using System.Runtime.InteropServices;

namespace Aim.Trade.Confidentiality;

/// <summary>
/// Sums of atoms that are told, and the secrets that no addition and subtraction of them may give. Linear algebra in a prime field:
/// what is told is kept as a basis in reduced echelon form, and each secret as what is left of it when all that the basis can give
/// is taken off. Telling one more sum gives a secret away exactly when what is new in it is a multiple of what is left of the secret.
/// </summary>
internal sealed class ToldSums
{
    private const ulong Prime = int.MaxValue;

    private readonly IReadOnlyList<LicenseAtom> atoms;
    private readonly int least;

    /// <summary>By the atom that no other sum of the basis has; there it has 1.</summary>
    private readonly Dictionary<int, Dictionary<int, ulong>> basis = [];
    private readonly List<Dictionary<int, ulong>> secrets;

    /// <param name="atoms">All of a month.</param>
    /// <param name="secrets">Each a sum of atoms.</param>
    /// <param name="least">The fewest licences that anything new must rest on.</param>
    public ToldSums(IReadOnlyList<LicenseAtom> atoms, IEnumerable<IReadOnlyList<int>> secrets, int least)
    {
        (this.atoms, this.least) = (atoms, least);
        this.secrets = [.. secrets.Select(Vector)];
    }

    /// <summary>Tells a sum, if that gives no secret away.</summary>
    public bool TryTell(IReadOnlyList<int> sum)
    {
        var news = Vector(sum);
        foreach (var atom in sum)
        {
            if (basis.TryGetValue(atom, out var known)) Subtract(news, known, 1);
        }

        if (news.Count == 0) return true;
        if (news.Keys.Sum(a => atoms[a].Licenses) < least) return false;

        var pivot = news.Keys.Min();
        var inverse = Inverse(news[pivot]);
        foreach (var (atom, times) in news) news[atom] = times * inverse % Prime;
        var touched = secrets.FindAll(s => s.ContainsKey(pivot));
        if (touched.Exists(s => IsMultiple(s, news, s[pivot]))) return false;

        foreach (var one in touched.Concat(basis.Values.Where(b => b.ContainsKey(pivot)))) Subtract(one, news, one[pivot]);
        basis.Add(pivot, news);
        return true;
    }

    private static Dictionary<int, ulong> Vector(IReadOnlyList<int> sum) => sum.ToDictionary(a => a, _ => 1UL);

    private static bool IsMultiple(Dictionary<int, ulong> vector, Dictionary<int, ulong> of, ulong times) =>
        vector.Count == of.Count && of.All(o => vector.GetValueOrDefault(o.Key) == o.Value * times % Prime);

    private static void Subtract(Dictionary<int, ulong> from, Dictionary<int, ulong> what, ulong times)
    {
        foreach (var (atom, value) in what)
        {
            ref var left = ref CollectionsMarshal.GetValueRefOrAddDefault(from, atom, out _);
            left = (left + (value * (Prime - times))) % Prime;
            if (left == 0) from.Remove(atom);
        }
    }

    /// <summary>By Fermat's little theorem.</summary>
    private static ulong Inverse(ulong value)
    {
        var (result, power) = (1UL, value);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = result * power % Prime;
            power = power * power % Prime;
        }

        return result;
    }
}
