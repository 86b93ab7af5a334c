using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aim.Pipeline.Census;

/// <summary>The small grammar inside a field.</summary>
internal static class CensusText
{
    private const int QuotedLength = 200;

    /// <summary>The white space of JSON.</summary>
    public static ReadOnlySpan<byte> Space => " \n\r\t"u8;

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(Space);

    /// <summary>Reads digits, and nothing but digits, from a buffer that has at least 8 readable bytes after <paramref name="end"/>.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> bytes, int start, int end, out long value)
    {
        var length = end - start;
        if (length is >= 1 and <= 8)
        {
            return TryEight(bytes, start, length, out value);
        }

        if (length is > 8 and <= 16
            && TryEight(bytes, start, length - 8, out var high)
            && TryEight(bytes, end - 8, 8, out var low))
        {
            value = (high * 100_000_000) + low;
            return true;
        }

        var text = bytes[start..end];
        value = 0;
        // The parser of the framework forgives NULs at the end.
        return !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Not reported, or not publishable; the service has no single way to say so.</summary>
    public static bool IsNotAvailable(ReadOnlySpan<byte> text) =>
        text is [] or [(byte)'-']
        || (text is [(byte)'(', _, .., (byte)')'] && !text[1..^1].ContainsAnyExceptInRange((byte)'A', (byte)'Z'));

    /// <summary>The beginning of a text, for an error message.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        // Four bytes are the longest character.
        var start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * QuotedLength)]);
        return start.Length <= QuotedLength ? start : start[..QuotedLength];
    }

    // Up to eight digits in one register. Bytes behind the digits are shifted out, which leaves zeros in front of them;
    // then neighbours are joined three times: digits to pairs, pairs to fours, fours to the number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryEight(ReadOnlySpan<byte> bytes, int start, int length, out long value)
    {
        var digits = (BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..]) ^ 0x3030303030303030) << (8 * (8 - length));
        var pairs = ((digits * 10) + (digits >> 8)) & 0x00FF00FF00FF00FF;
        var fours = ((pairs * 100) + (pairs >> 16)) & 0x0000FFFF0000FFFF;
        value = (long)(((fours * 10_000) + (fours >> 32)) & 0xFFFFFFFF);
        return (((digits + 0x7676767676767676) | digits) & 0x8080808080808080) == 0;
    }
}
