using Aim.Trade;

namespace Aim.Pipeline.Licenses;

/// <summary>What the active licences of a month say of one commodity on one way.</summary>
/// <param name="Month">Of the expected import dates.</param>
/// <param name="Hts10">Ten digits, as a number.</param>
/// <param name="Origin">Always a country.</param>
/// <param name="Smelt">A country, secondary or unknown.</param>
/// <param name="Cast">Always a country.</param>
/// <param name="Sums">At least one licence.</param>
public readonly record struct LicenseCell(
    Month Month, long Hts10, LicenseCountry Origin, LicenseCountry Smelt, LicenseCountry Cast, LicenseSums Sums);
