using System.Globalization;
using Aim.Trade;

namespace Aim.Pipeline.Comtrade;

/// <summary>One row of an answer: the fields that were asked for, in that order.</summary>
internal readonly ref struct ComtradeRow(ReadOnlySpan<byte> text, ReadOnlySpan<(int Start, int Length)> values, ComtradeFields fields, long number)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly ReadOnlySpan<(int Start, int Length)> values = values;

    /// <summary>Counted from 1 over the whole body.</summary>
    public long Number => number;

    /// <summary>The text of a field: what a string says, or the value as it stands; empty when it is absent or null.</summary>
    public ReadOnlySpan<byte> Optional(int field)
    {
        var (start, length) = values[field];
        return text.Slice(start, length) is var value && value.SequenceEqual("null"u8) ? default : ComtradeLexer.Content(value);
    }

    /// <inheritdoc cref="Optional"/>
    /// <exception cref="ComtradeFormatException">No row without the field is an answer.</exception>
    public ReadOnlySpan<byte> Required(int field) =>
        values[field].Length > 0 ? Optional(field) : throw new ComtradeFormatException("is missing", number, fields[field]);

    /// <summary>A code from 0 to 32767.</summary>
    public short Code(int field) =>
        Required(field) is var value && short.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw Wrong(field, "no code from 0 to 32767");

    public Month Month(int field)
    {
        var value = Required(field);
        return value.Length == 6
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var period)
            && period / 100 is >= 1900 and <= 2199
            && period % 100 is >= 1 and <= 12
            ? new Month(period / 100, period % 100)
            : throw Wrong(field, "no month (YYYYMM)");
    }

    public ComtradeFormatException Wrong(int field, string reason) =>
        new(reason, number, fields[field], Optional(field) is { IsEmpty: false } value ? ComtradeLexer.Quote(value) : "null");
}
