using System.Buffers;
using System.Text;

namespace Aim.Pipeline.Comtrade;

/// <summary>
/// Reads answers of the service, one after the other: each an object whose <c>data</c> is an array of rows, and whose <c>error</c> is
/// empty. Nothing is kept of them but one buffer, and nothing is allocated for a row.
/// </summary>
internal sealed class ComtradeDocuments : IDisposable
{
    /// <summary>The buffer at the start: small enough to stay in the processor's cache.</summary>
    private const int FirstBuffer = 128 * 1024;

    /// <summary>A row must fit into the largest buffer.</summary>
    private const int LargestBuffer = 1024 * 1024;

    private readonly ComtradeFields fields;
    private readonly ComtradeShape shape;
    private readonly IComtradeSink? sink;
    private readonly (int Start, int Length)[] values;
    private byte[] buffer;
    private int length;
    private Place place = Place.Start;
    private bool isFirst;
    private bool hasData;
    private string? error;
    private string? message;

    private ComtradeDocuments(ComtradeFields fields, IComtradeSink? sink, int firstBuffer)
    {
        (this.fields, this.sink, shape) = (fields, sink, new ComtradeShape(fields));
        values = new (int Start, int Length)[fields.Count];
        buffer = ArrayPool<byte>.Shared.Rent(firstBuffer);
    }

    private enum Place
    {
        /// <summary>Where a byte order mark may stand.</summary>
        Start,
        Between,
        Envelope,
        Rows,
    }

    /// <summary>The rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="sink">Takes the rows; null when only their number is wanted.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ComtradeFormatException">
    /// The stream is no such answer, ends early, tells an error or has a row longer than 1 MiB. Rows before it have been handed over.
    /// </exception>
    public static async Task<long> ReadAsync(
        Stream body, ComtradeFields fields, IComtradeSink? sink, CancellationToken cancellationToken, int firstBuffer = FirstBuffer)
    {
        using var documents = new ComtradeDocuments(fields, sink, firstBuffer);
        int read;
        do
        {
            // Full buffers only: a stream that drips must not make the same row be read again for each drop.
            while ((read = await body.ReadAsync(documents.Space, cancellationToken)) > 0 && documents.Take(read))
            {
            }

            documents.Parse();
        }
        while (read > 0);

        documents.End();
        return documents.Rows;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private Memory<byte> Space => buffer.AsMemory(length);

    private bool Take(int read)
    {
        length += read;
        return length < buffer.Length;
    }

    /// <summary>Reads what is whole, and moves the rest to the front.</summary>
    private void Parse()
    {
        var lexer = new ComtradeLexer(buffer.AsSpan(0, length), 0);
        var done = 0;
        while (TryStep(ref lexer)) done = lexer.At;

        lexer.Text[done..].CopyTo(buffer);
        length -= done;
        if (length == buffer.Length) Grow();
    }

    private void Grow()
    {
        if (buffer.Length >= LargestBuffer) throw new ComtradeFormatException($"longer than {LargestBuffer} bytes", Rows + 1);

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void End()
    {
        if (place is Place.Envelope or Place.Rows) throw new ComtradeFormatException("the answer ends early", Rows + 1);
        if (place == Place.Start) throw new ComtradeFormatException("the answer is empty");
    }

    /// <summary>One property of an answer, one row, or the way to the next; false when the text ends before it does.</summary>
    private bool TryStep(ref ComtradeLexer lexer) => place switch
    {
        Place.Rows => TryRow(ref lexer),
        Place.Envelope => TryProperty(ref lexer),
        _ => TryBegin(ref lexer),
    };

    private bool TryBegin(ref ComtradeLexer lexer)
    {
        if (place == Place.Start)
        {
            var mark = Encoding.UTF8.Preamble;
            if (lexer.Rest.StartsWith(mark)) lexer.At += mark.Length;
        }

        if (!lexer.TrySpace(out var next)) return false;
        if (next != '{') throw lexer.Malformed("no object");

        lexer.At++;
        (place, isFirst, hasData, error, message) = (Place.Envelope, true, false, null, null);
        return true;
    }

    private bool TryProperty(ref ComtradeLexer lexer)
    {
        if (!lexer.TrySpace(out var next)) return false;

        if (next == '}')
        {
            lexer.At++;
            EndDocument();
            return true;
        }

        if (!isFirst && next != ',') throw lexer.Malformed("no comma behind a property");

        if (!isFirst) lexer.At++;
        if (!lexer.TryName(out var name)) return false;

        if (Ascii.EqualsIgnoreCase(name, "data"u8) && lexer.Text[lexer.At] == '[')
        {
            lexer.At++;
            (place, isFirst, hasData) = (Place.Rows, true, true);
            return true;
        }

        var start = lexer.At;
        if (!lexer.TryValue()) return false;

        var value = lexer.Text[start..lexer.At];
        if (Ascii.EqualsIgnoreCase(name, "error"u8)) error = Said(value);
        else if (Ascii.EqualsIgnoreCase(name, "message"u8)) message = Said(value);
        isFirst = false;
        return true;
    }

    private static string? Said(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("null"u8) || value.SequenceEqual("\"\""u8) ? null : ComtradeLexer.Quote(ComtradeLexer.Content(value));

    private void EndDocument()
    {
        if ((error ?? (hasData ? null : message)) is { } said) throw new ComtradeFormatException($"the service says: {said}") { ServiceError = said };
        if (!hasData) throw new ComtradeFormatException("the answer has no data");

        place = Place.Between;
    }

    private bool TryRow(ref ComtradeLexer lexer)
    {
        if (!lexer.TrySpace(out var next)) return false;

        if (next == ']')
        {
            lexer.At++;
            (place, isFirst) = (Place.Envelope, false);
            return true;
        }

        if (!isFirst)
        {
            if (next != ',') throw lexer.Malformed("no comma between rows");

            lexer.At++;
            if (!lexer.TrySpace(out next)) return false;
        }

        if (next != '{') throw lexer.Malformed("a row is no object");
        if (!shape.TryRow(ref lexer, values)) return false;

        isFirst = false;
        Rows++;
        sink?.Row(new ComtradeRow(lexer.Text, values, fields, Rows));
        return true;
    }
}
