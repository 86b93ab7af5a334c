namespace Aim.Pipeline.Licenses;

/// <summary>Packs what tells the cells of a month apart into one number: below 10^10 * 679^3, which is less than 2^62.</summary>
internal static class LicenseKey
{
    private const ulong Limit = LicenseCountry.Limit;

    public static ulong Pack(in License license) =>
        (((((((ulong)license.Hts10 * Limit) + license.Origin.Value) * Limit) + license.Smelt.Value) * Limit) + license.Cast.Value);

    public static (long Hts10, LicenseCountry Origin, LicenseCountry Smelt, LicenseCountry Cast) Unpack(ulong key) =>
        ((long)(key / (Limit * Limit * Limit)), Country(key / (Limit * Limit)), Country(key / Limit), Country(key));

    private static LicenseCountry Country(ulong key) => new((int)(key % Limit));
}
