using Aim.Upstream.Data;

namespace Aim.Upstream.Reference;

/// <summary>A group of countries for which Census prints its own sum. Groups overlap. A continent lists no members.</summary>
internal sealed record CountryGroup(CountryCode Code, string Name, HashSet<CountryCode> Members)
{
    private static readonly CountryCode _mexico = CountryCode.Parse("2010");

    public bool Contains(CountryCode country)
    {
        if (Members.Count > 0) return Members.Contains(country);
        // Mexico has a Central American number and belongs to North America.
        return Code.FirstDigit == (country == _mexico ? '1' : country.FirstDigit) && Code.ToString().EndsWith('X');
    }
}
