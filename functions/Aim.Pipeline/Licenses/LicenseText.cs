using System.Text;
using Aim.Pipeline.Census;

namespace Aim.Pipeline.Licenses;

/// <summary>The small grammar inside a cell.</summary>
internal static class LicenseText
{
    private const int FirstYear = 1900, LastYear = 2199;
    private const int LongestId = 64;

    /// <summary>1 to 64 printable ASCII characters without spaces and quotes.</summary>
    public static bool IsId(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= LongestId && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !text.Contains((byte)'"');

    /// <summary>Takes <c>YYYY-MM-DD</c>, years 1900 to 2199 as <see cref="Trade.Month"/> does, and only days that there are.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;

        var bad = 0;
        var year = (100 * Two(text, 0, ref bad)) + Two(text, 2, ref bad);
        var month = Two(text, 5, ref bad);
        var day = Two(text, 8, ref bad);
        if (bad != 0 || year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Takes a whole number that is not negative; it may be written with decimals if they are zero.</summary>
    /// <param name="buffer">Has at least 8 readable bytes after <paramref name="end"/>.</param>
    public static bool TryWhole(ReadOnlySpan<byte> buffer, int start, int end, out long value)
    {
        if (CensusText.TryDigits(buffer, start, end, out value)) return true;

        var point = buffer[start..end].IndexOf((byte)'.');
        return point > 0
            && start + point + 1 < end
            && !buffer[(start + point + 1)..end].ContainsAnyExcept((byte)'0')
            && CensusText.TryDigits(buffer, start, start + point, out value);
    }

    /// <summary>A name as it is written.</summary>
    public static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    private static int Two(ReadOnlySpan<byte> text, int at, ref int bad)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        // A negative number, or one above nine, leaves its sign.
        bad |= (tens | ones | (9 - tens) | (9 - ones)) & int.MinValue;
        return (10 * tens) + ones;
    }
}
