using System.Globalization;

namespace Aim.Pipeline.Census;

/// <summary>A ten-digit commodity code and a country, in one number: 34 bits, then 7 for each of four ASCII characters.</summary>
public readonly record struct CensusKey
{
    private const int CountryBits = 28;

    private CensusKey(ulong packed) => Packed = packed;

    public ulong Packed { get; }

    /// <summary>HTS or Schedule B number; as text it has ten digits.</summary>
    public long Code => (long)(Packed >> CountryBits);

    public bool IsWorld => (Packed & ((1 << CountryBits) - 1)) == 0;

    /// <summary>The code with its leading zeros.</summary>
    public string CodeText => Code.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The four characters of the Census country code, Schedule C as a rule; <c>-</c> for the world.</summary>
    public string Country => IsWorld
        ? "-"
        : string.Create(4, Packed, static (text, packed) =>
        {
            for (var i = 0; i < 4; i++)
            {
                text[i] = (char)((packed >> (7 * (3 - i))) & 0x7F);
            }
        });

    /// <summary>The sum over all countries.</summary>
    internal static CensusKey World(long code) => new((ulong)code << CountryBits);

    /// <param name="country">Four ASCII characters.</param>
    internal static CensusKey Of(long code, ReadOnlySpan<byte> country)
    {
        var packed = (ulong)code;
        foreach (var character in country)
        {
            packed = (packed << 7) | character;
        }

        return new CensusKey(packed);
    }
}
