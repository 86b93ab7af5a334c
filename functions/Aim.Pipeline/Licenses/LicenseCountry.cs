namespace Aim.Pipeline.Licenses;

/// <summary>Where metal comes from: two letters, or why there is no country. A small number, for packing.</summary>
public readonly record struct LicenseCountry
{
    /// <summary>Values from 0 up to here, without, are pairs of letters.</summary>
    internal const int Letters = 26 * 26;

    /// <summary>All values are below.</summary>
    internal const int Limit = Letters + 3;

    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, Letters).Select(value => $"{(char)('A' + (value / 26))}{(char)('A' + (value % 26))}"), "secondary", "unknown", "",
    ];

    internal LicenseCountry(int value) => Value = (ushort)value;

    /// <summary>No metal from ore: the product is of secondary metal only.</summary>
    public static LicenseCountry Secondary { get; } = new(Letters);

    public static LicenseCountry Unknown { get; } = new(Letters + 1);

    /// <summary>There is none, as when all metal is of one smelter's country.</summary>
    public static LicenseCountry None { get; } = new(Letters + 2);

    public bool IsCountry => Value < Letters;

    internal ushort Value { get; }

    /// <summary>The ISO 3166 alpha-2 code, <c>secondary</c>, <c>unknown</c> or nothing; always the same string.</summary>
    public override string ToString() => Texts[Value];

    /// <summary>Takes two capital letters, whether or not there is such a country.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out LicenseCountry country)
    {
        country = default;
        if (text.Length != 2) return false;

        var (first, second) = ((uint)text[0] - 'A', (uint)text[1] - 'A');
        country = new LicenseCountry((int)((first * 26) + second));
        return first < 26 && second < 26;
    }
}
