using System.Buffers.Binary;
using System.Text;

namespace Aim.Upstream.Data;

/// <summary>
/// A Census country code of up to four characters, packed into four bytes so that a row of a large file stays small.
/// Besides countries (<c>1220</c>) these are the world (<c>-</c>) and country groups (<c>0003</c>, <c>5XXX</c>).
/// </summary>
internal readonly record struct CountryCode(uint Packed)
{
    public static readonly CountryCode World = new('-');

    /// <summary>True for a country, false for the world row and for groups, which must never be summed.</summary>
    public bool IsCountry
    {
        get
        {
            for (var shift = 0; shift < 32; shift += 8)
            {
                if ((char)(Packed >> shift & 0xFF) is < '0' or > '9') return false;
            }

            return FirstDigit != '0';
        }
    }

    /// <summary>The continent digit of a country's code.</summary>
    public char FirstDigit => (char)(Packed >> 24);

    public static bool TryParse(ReadOnlySpan<byte> text, out CountryCode code)
    {
        code = text is [(byte)'-'] ? World : default;
        if (code == World) return true;
        if (text.Length != 4 || !char.IsAsciiDigit((char)text[0])) return false;
        if (text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9') && !text[1..].SequenceEqual("XXX"u8)) return false;
        code = new CountryCode(BinaryPrimitives.ReadUInt32BigEndian(text));
        return true;
    }

    public static CountryCode Parse(string text) =>
        TryParse(Encoding.ASCII.GetBytes(text), out var code) ? code : throw new FormatException($"'{text}' is not a country code");

    public override string ToString() => this == World
        ? "-"
        : string.Create(4, Packed, static (chars, packed) =>
        {
            for (var i = 3; i >= 0; i--, packed >>= 8) chars[i] = (char)(packed & 0xFF);
        });
}
