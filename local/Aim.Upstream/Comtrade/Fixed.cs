using System.Buffers.Text;
using System.Globalization;

namespace Aim.Upstream.Comtrade;

/// <summary>A decimal number just as a file writes it, trailing zeros included, or none.</summary>
internal readonly record struct Fixed(long Digits, byte Places)
{
    private const int MostDigits = 18;

    public static readonly Fixed Missing = new(long.MinValue, 0);

    public bool IsMissing => Digits == long.MinValue;

    public decimal Value => new((int)Digits, (int)(Digits >> 32), 0, isNegative: false, Places);

    public static Fixed Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return bits[2] == 0 && bits[1] >= 0
            ? new Fixed(((long)bits[1] << 32) | (uint)bits[0], (byte)(bits[3] >> 16))
            : throw new OverflowException($"{value} has more digits than a figure holds.");
    }

    /// <summary>Reads a number from 0 on.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Fixed value)
    {
        var (digits, places, count) = (0L, -1, 0);
        foreach (var c in text)
        {
            if (c == '.' && places < 0) places = 0;
            else if (c is >= (byte)'0' and <= (byte)'9' && count++ < MostDigits) (digits, places) = ((digits * 10) + c - '0', places < 0 ? places : places + 1);
            else return TryLong(text, out value);
        }

        value = new Fixed(digits, (byte)Math.Max(places, 0));
        return count > 0;
    }

    /// <summary>A part of it, in tenths; the parts of ten tenths sum to the whole.</summary>
    public Fixed Part(int fromTenth, int toTenth) => IsMissing ? this : this with { Digits = Upto(toTenth) - Upto(fromTenth) };

    /// <summary>Writes it as the service writes its numbers, which all have a point; <c>null</c> when there is none.</summary>
    public int Write(Span<byte> output)
    {
        if (IsMissing)
        {
            "null"u8.CopyTo(output);
            return 4;
        }

        if (Places == 0)
        {
            Utf8Formatter.TryFormat(Digits, output, out var length);
            ".0"u8.CopyTo(output[length..]);
            return length + 2;
        }

        // At least one digit before the point.
        Utf8Formatter.TryFormat(Digits, output, out var written, new('D', (byte)(Places + 1)));
        output[(written - Places)..written].CopyTo(output[(written - Places + 1)..]);
        output[written - Places] = (byte)'.';
        return written + 1;
    }

    private long Upto(int tenth) => tenth == 10 ? Digits : Digits / 10 * tenth;

    /// <summary>Exponents, and more digits than any figure means: those too many are rounded off.</summary>
    private static bool TryLong(ReadOnlySpan<byte> text, out Fixed value)
    {
        value = Missing;
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) || number > 1e15m) return false;
        value = Of(decimal.Round(number, 3));
        return true;
    }
}
