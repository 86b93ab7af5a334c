using System.Globalization;
using System.Text;

namespace Aim.Pipeline.Census;

/// <summary>Looks at a field that is not simply a plain string.</summary>
internal static class CensusField
{
    /// <summary>Checks a field as it stands between two separators, and takes the escapes out of its string, in place.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Normalize(Span<byte> raw)
    {
        if (raw.SequenceEqual("null"u8))
        {
            return null;
        }

        var text = raw.Trim(CensusText.Space);
        return text switch
        {
            [(byte)'"', .., (byte)'"'] => Unescape(text),
            [] => "a value is missing",
            _ when text.SequenceEqual("null"u8) => null,
            [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..] when !text.ContainsAnyExcept("+-.0123456789Ee"u8) => null,
            _ => "neither a string nor null",
        };
    }

    /// <summary>Decodes within the string's own bytes (an escape is never shorter than what it stands for) and fills up with spaces.</summary>
    private static string? Unescape(Span<byte> quoted)
    {
        var read = quoted[1..^1].IndexOfAny((byte)'"', (byte)'\\') + 1;
        if (read == 0)
        {
            return null;
        }

        var write = read;
        while (read < quoted.Length - 1)
        {
            switch (quoted[read])
            {
                case (byte)'"':
                    return "a quote inside a string";
                case (byte)'\\':
                    if (!TryEscape(quoted[(read + 1)..^1], out var rune, out var length))
                    {
                        return "an unknown escape in a string";
                    }

                    read += 1 + length;
                    write += rune.EncodeToUtf8(quoted[write..]);
                    break;
                default:
                    quoted[write++] = quoted[read++];
                    break;
            }
        }

        quoted[write++] = (byte)'"';
        quoted[write..].Fill((byte)' ');
        return null;
    }

    /// <param name="text">What follows the backslash.</param>
    /// <param name="length">How many bytes of it belong to the escape.</param>
    private static bool TryEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        length = 1;
        switch (text)
        {
            case [(byte)'"' or (byte)'\\' or (byte)'/', ..]:
                rune = new Rune((char)text[0]);
                return true;
            case [(byte)'b', ..]:
                rune = new Rune('\b');
                return true;
            case [(byte)'f', ..]:
                rune = new Rune('\f');
                return true;
            case [(byte)'n', ..]:
                rune = new Rune('\n');
                return true;
            case [(byte)'r', ..]:
                rune = new Rune('\r');
                return true;
            case [(byte)'t', ..]:
                rune = new Rune('\t');
                return true;
            default:
                return TryUtf16(text, out rune, out length);
        }
    }

    private static bool TryUtf16(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = Rune.ReplacementChar;
        length = 5;
        if (!TryUnit(text, out var first))
        {
            return false;
        }

        // Half a pair stands for nothing: it becomes the replacement character.
        if (text.Length > 10 && text[5] == '\\' && TryUnit(text[6..], out var second) && Rune.TryCreate(first, second, out rune))
        {
            length = 11;
        }
        else if (!Rune.TryCreate(first, out rune))
        {
            rune = Rune.ReplacementChar;
        }

        return true;
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 5 || text[0] != 'u'
            || !ushort.TryParse(text[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        unit = (char)number;
        return true;
    }
}
