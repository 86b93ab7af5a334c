namespace Aim.Pipeline.Census;

/// <summary>One row of a Census answer, seen in place in the read buffer.</summary>
public readonly ref struct CensusRow
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly ReadOnlySpan<int> bounds;

    /// <param name="bytes">The read buffer, with <see cref="CensusIndexer.Padding"/> readable bytes behind the row.</param>
    /// <param name="bounds">Where the row's <c>[</c>, commas and <c>]</c> stand: one more than it has fields.</param>
    internal CensusRow(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> bounds, CensusHeader header, int number)
    {
        this.bytes = bytes;
        this.bounds = bounds;
        Header = header;
        Number = number;
    }

    public CensusHeader Header { get; }

    /// <summary>Counted from 1 over the whole stream, headers included: the line, when each row has a line of its own.</summary>
    public int Number { get; }

    public int Count => bounds.Length - 1;

    /// <summary>The UTF-8 text of a field without its quotes; empty for null.</summary>
    public ReadOnlySpan<byte> Field(int column)
    {
        var (start, end) = Content(column);
        return bytes[start..end];
    }

    public bool IsNull(int column) => CensusText.Trim(Raw(column)).SequenceEqual("null"u8);

    /// <summary>A count of units: kilograms or dollars.</summary>
    /// <returns>False when the field is not available: null, empty, <c>-</c>, or a mark in brackets such as <c>(D)</c>.</returns>
    /// <exception cref="CensusFormatException">The field is anything else than a whole number from 0 to <see cref="long.MaxValue"/>.</exception>
    public bool TryQuantity(int column, out long value)
    {
        var (start, end) = Content(column);
        return CensusText.TryDigits(bytes, start, end, out value)
            || (CensusText.IsNotAvailable(bytes[start..end]) ? false : throw Bad(column, "not a whole number from 0 up"));
    }

    /// <summary>The number that a field of digits only is, such as a commodity code.</summary>
    public bool TryCode(int column, out long value)
    {
        var (start, end) = Content(column);
        return CensusText.TryDigits(bytes, start, end, out value);
    }

    /// <summary>The error that this field is, with its place and text.</summary>
    public CensusFormatException Bad(int column, string reason) =>
        new(reason, Number, Header.Names[column], IsNull(column) ? "null" : $"\"{CensusText.Quote(Field(column))}\"");

    /// <summary>Where a field's text begins and ends; the same place twice for null.</summary>
    private (int Start, int End) Content(int column)
    {
        var start = bounds[column] + 1;
        var end = bounds[column + 1] - 1;
        return bytes[start] == '"' && bytes[end] == '"' ? (start + 1, end) : Unusual(column);
    }

    private (int Start, int End) Unusual(int column)
    {
        var raw = Raw(column);
        var text = CensusText.Trim(raw);
        var start = bounds[column] + 1 + (raw.Length - raw.TrimStart(CensusText.Space).Length);
        return text switch
        {
            [(byte)'"', ..] => (start + 1, start + text.Length - 1),
            [(byte)'n', ..] => (start, start),
            _ => (start, start + text.Length),
        };
    }

    private ReadOnlySpan<byte> Raw(int column) => bytes[(bounds[column] + 1)..bounds[column + 1]];
}
