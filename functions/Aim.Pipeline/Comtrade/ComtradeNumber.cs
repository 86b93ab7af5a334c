using System.Globalization;
using System.Numerics;
using System.Text;

namespace Aim.Pipeline.Comtrade;

/// <summary>Decimal text to whole thousandths, without the detour over a binary fraction.</summary>
internal static class ComtradeNumber
{
    /// <summary>Characters whose digits fit a register.</summary>
    private const int ShortLength = 18;

    /// <summary>Digits before the point that leave room for three more.</summary>
    private const int ShortInteger = 15;

    /// <summary>More characters than any number of the service has.</summary>
    private const int MostCharacters = 400;

    private static readonly long[] PowersOfTen = [.. Enumerable.Range(0, ShortLength).Select(e => (long)BigInteger.Pow(10, e))];

    /// <summary>Reads a JSON number from 0 on, rounded half to even.</summary>
    public static bool TryThousandths(ReadOnlySpan<byte> text, out long value)
    {
        long digits = 0;
        var (point, i) = (-1, 0);
        for (; i < text.Length && i < ShortLength; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit <= 9) digits = (digits * 10) + digit;
            else if (text[i] == '.' && point < 0) point = i;
            else break;
        }

        var fraction = point < 0 ? 0 : i - point - 1;
        var integer = point < 0 ? i : point;
        var isPlain = i == text.Length && integer is > 0 and <= ShortInteger && (point < 0 || fraction > 0) && (integer == 1 || text[0] != '0');
        if (!isPlain) return TryLong(text, out value);

        value = fraction <= 3 ? digits * PowersOfTen[3 - fraction] : DivideToEven(digits, PowersOfTen[fraction - 3]);
        return true;
    }

    private static long DivideToEven(long dividend, long divisor)
    {
        var (quotient, rest) = Math.DivRem(dividend, divisor);
        return (2 * rest) - divisor is var over && (over > 0 || (over == 0 && (quotient & 1) == 1)) ? quotient + 1 : quotient;
    }

    /// <summary>Exponents, many digits, and whatever is no number.</summary>
    private static bool TryLong(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length > MostCharacters || !TrySplit(text, out var digits, out var exponent)) return false;
        if (digits.IsZero) return true;

        // The digits count thousandths once the exponent is up by three.
        exponent += 3;
        if (exponent > MostCharacters) return false;

        // So far below one half of a thousandth that digits cannot make up for it.
        if (exponent < -2 * MostCharacters) return true;

        var rounded = digits;
        if (exponent >= 0)
        {
            rounded *= BigInteger.Pow(10, exponent);
        }
        else
        {
            var divisor = BigInteger.Pow(10, -exponent);
            rounded = BigInteger.DivRem(digits, divisor, out var rest);
            var over = (2 * rest) - divisor;
            if (over > 0 || (over.IsZero && !rounded.IsEven)) rounded++;
        }

        if (rounded > long.MaxValue) return false;
        value = (long)rounded;
        return true;
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, out BigInteger digits, out int exponent)
    {
        (digits, exponent) = (default, 0);
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = mark < 0 ? text : text[..mark];
        if (mark >= 0 && !TryExponent(text[(mark + 1)..], out exponent)) return false;

        var point = mantissa.IndexOf((byte)'.');
        var integer = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (integer.IsEmpty || (integer.Length > 1 && integer[0] == '0') || (point >= 0 && fraction.IsEmpty)) return false;
        if (integer.ContainsAnyExceptInRange((byte)'0', (byte)'9') || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;

        Span<char> all = stackalloc char[integer.Length + fraction.Length];
        Encoding.ASCII.GetChars(integer, all);
        Encoding.ASCII.GetChars(fraction, all[integer.Length..]);
        digits = BigInteger.Parse(all, NumberStyles.None, CultureInfo.InvariantCulture);
        exponent -= fraction.Length;
        return true;
    }

    /// <summary>An exponent of more digits than matter is as good as the greatest.</summary>
    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        var isNegative = text is [(byte)'-', ..];
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        exponent = 0;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;

        digits = digits.TrimStart((byte)'0');
        exponent = digits.Length > 6 ? 1_000_000 : digits.IsEmpty ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (isNegative) exponent = -exponent;
        return true;
    }
}
