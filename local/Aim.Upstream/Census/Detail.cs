using Aim.Upstream.Data;

namespace Aim.Upstream.Census;

/// <summary>
/// A dimension that is a total until it is asked for: named in <c>get=</c> without a predicate it breaks every row into its
/// members, the total <c>-</c> among them. The sources do not know it, so rows are split by fixed shares.
/// </summary>
/// <param name="Variable">For example <c>DISTRICT</c>.</param>
/// <param name="NameVariable">The variable of the member's name, or null.</param>
internal sealed record Detail(string Variable, string? NameVariable, (string Code, string Name, int Percent)[] Members)
{
    public static readonly Detail District = new("DISTRICT", "DIST_NAME",
    [
        ("07", "OGDENSBURG, NY", 17), ("10", "NEW YORK CITY, NY", 12), ("20", "NEW ORLEANS, LA", 14),
        ("27", "LOS ANGELES, CA", 16), ("38", "DETROIT, MI", 29), ("53", "HOUSTON-GALVESTON, TX", 12),
    ]);

    public static readonly Detail RateProvision = new("RP", null, [("10", "", 20), ("18", "", 10), ("61", "", 30), ("69", "", 40)]);

    public static readonly Detail CountrySubcode = new("CTY_SUBCODE", null, [("00", "", 100)]);

    public static readonly Detail DomesticOrForeign = new("DF", null, [("1", "", 93), ("2", "", 7)]);

    /// <summary>The total, whose name and code are a dash, and after it the members.</summary>
    public IEnumerable<string> Codes => Members.Select(m => m.Code).Prepend("-");

    public string NameOf(string code) => code is "-" ? "TOTAL FOR ALL DISTRICTS" : Members[IndexOf(code)].Name;

    /// <summary>The part of the figures that belongs to a member; the parts of all members sum to the whole.</summary>
    public Measures Part(in Measures whole, string code)
    {
        if (code is "-") return whole;
        var index = IndexOf(code);
        long before = Members.Take(index).Sum(m => m.Percent);
        long after = before + Members[index].Percent;
        var part = whole;
        for (var i = 0; i < Measures.Count; i++)
        {
            if (whole[i] != Measures.Missing) part[i] = (whole[i] * after / 100) - (whole[i] * before / 100);
        }

        return part;
    }

    private int IndexOf(string code) => Array.FindIndex(Members, m => m.Code.Equals(code, StringComparison.Ordinal));
}
