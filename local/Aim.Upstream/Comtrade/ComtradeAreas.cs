using System.Globalization;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Comtrade;

/// <summary>The service's list of countries and areas by M49 code, with the groups among them.</summary>
internal static class ComtradeAreas
{
    private static readonly Dictionary<short, (string Iso, string Name, bool IsGroup)> _all = ReferenceData.Read(
        "comtrade-areas.csv",
        ["m49", "iso3", "name", "group"],
        (csv, c) => (Code: short.Parse(csv[c[0]], CultureInfo.InvariantCulture), Area: (csv.Text(c[1]), csv.Text(c[2]), csv.Text(c[3]) is "true")))
        .ToDictionary(a => a.Code, a => a.Area);

    /// <summary>True for what is made of countries that are partners, too.</summary>
    public static bool IsGroup(short code) => _all.TryGetValue(code, out var area) && area.IsGroup;

    public static (string? Iso, string? Name) NameOf(short code) => _all.TryGetValue(code, out var area) ? (area.Iso, area.Name) : default;
}
