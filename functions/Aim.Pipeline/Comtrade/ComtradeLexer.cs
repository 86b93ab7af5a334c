using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Aim.Pipeline.Comtrade;

/// <summary>
/// Steps over the parts of JSON text of which only a beginning may be there: false says that the text ends too early. Strings are not
/// looked into, but for their end.
/// </summary>
internal ref struct ComtradeLexer(ReadOnlySpan<byte> text, int at)
{
    private const int QuotedLength = 100;

    public readonly ReadOnlySpan<byte> Text = text;

    /// <summary>The place of the next byte.</summary>
    public int At = at;

    public readonly ReadOnlySpan<byte> Rest => Text[At..];

    /// <summary>Moves to what is no white space.</summary>
    public bool TrySpace(out byte next)
    {
        for (; At < Text.Length; At++)
        {
            if (Text[At] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') continue;

            next = Text[At];
            return true;
        }

        next = 0;
        return false;
    }

    /// <summary>Steps over a name and its colon, to the value.</summary>
    public bool TryName(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!TrySpace(out var next)) return false;
        if (next != '"') throw Malformed("no name of a property");

        var start = At;
        if (!TryString()) return false;

        name = Content(Text[start..At]);
        if (!TrySpace(out next)) return false;
        if (next != ':') throw Malformed("no colon behind the name of a property");

        At++;
        return TrySpace(out _);
    }

    /// <summary>Steps over a value; a number must have something behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryValue()
    {
        if (At == Text.Length) return false;

        switch (Text[At])
        {
            case (byte)'"':
                return TryString();
            case (byte)'n':
                return TryWord("null"u8);
            case (byte)'f':
                return TryWord("false"u8);
            case (byte)'t':
                return TryWord("true"u8);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return TryNumber();
            case (byte)'{' or (byte)'[':
                return TryNested();
            default:
                throw Malformed("no value");
        }
    }

    /// <summary>What a string says, or the text of another value.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', .. var content, (byte)'"']) return value;
        if (!content.Contains((byte)'\\')) return content;

        try
        {
            var reader = new Utf8JsonReader(value);
            reader.Read();
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ComtradeFormatException("no string of JSON", value: Quote(value));
        }
    }

    /// <summary>The beginning of a text, for a message.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, QuotedLength)]);
        return new string([.. start.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
    }

    public readonly ComtradeFormatException Malformed(string reason) => new($"not JSON of the service: {reason}", value: Quote(Rest));

    private bool TryString()
    {
        for (var i = At + 1; ;)
        {
            var length = Text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (length < 0) return false;

            i += length;
            if (Text[i] == '"')
            {
                At = i + 1;
                return true;
            }

            // The backslash takes the meaning from what follows it.
            i += 2;
            if (i > Text.Length) return false;
        }
    }

    /// <summary>Whether the digits make a number is for those to say who want it.</summary>
    private bool TryNumber()
    {
        for (; At < Text.Length; At++)
        {
            if (Text[At] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-' or (byte)'+' or (byte)'e' or (byte)'E')) return true;
        }

        return false;
    }

    private bool TryWord(ReadOnlySpan<byte> word)
    {
        if (Rest.StartsWith(word))
        {
            At += word.Length;
            return true;
        }

        return Rest.Length < word.Length && word.StartsWith(Rest) ? false : throw Malformed("no value");
    }

    private bool TryNested()
    {
        var reader = new Utf8JsonReader(Rest, isFinalBlock: false, state: default);
        try
        {
            reader.Read();
            if (!reader.TrySkip()) return false;
        }
        catch (JsonException)
        {
            throw Malformed("no value");
        }

        At += (int)reader.BytesConsumed;
        return true;
    }
}
