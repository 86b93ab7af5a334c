using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Aim.Pipeline.Census;

/// <summary>
/// Second pass: walks the index of separators row by row. A row of plain strings costs one comparison per field; a row with anything
/// else in it is looked at field by field.
/// </summary>
internal sealed class CensusParser(ICensusSink sink, int firstBuffer, int largestBuffer) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(firstBuffer);
    private int[] separators = ArrayPool<int>.Shared.Rent(firstBuffer + CensusIndexer.Padding);
    private int filled;
    private int cursor;
    private int count;
    private int next;
    private bool plain;
    private bool inDocument;
    private int documents;
    private int rows;
    private CensusHeader? header;
    private int columns;
    private byte[] firstName = [];

    /// <summary>Where the next bytes of the stream go.</summary>
    public Memory<byte> Space => buffer.AsMemory(filled, Capacity - filled);

    private int Capacity => (buffer.Length - CensusIndexer.Padding) / 64 * 64;

    /// <summary>Says that so many bytes of <see cref="Space"/> have been filled.</summary>
    /// <returns>Whether there is space for more.</returns>
    public bool Take(int bytes)
    {
        filled += bytes;
        return filled < Capacity;
    }

    /// <summary>Reads every whole row in the buffer and makes space for what comes next.</summary>
    public void Parse()
    {
        // Nothing of an earlier tenant of the buffer may be taken for text.
        buffer.AsSpan(filled, CensusIndexer.Padding).Clear();
        count = CensusIndexer.Index(buffer.AsSpan(0, (filled + 63) / 64 * 64), separators, out plain);
        next = 0;
        while (SkipSpace() && (inDocument ? TryRow() : TryDocument()))
        {
        }

        MakeSpace();
    }

    /// <summary>Says that the stream has no more.</summary>
    public void End()
    {
        if (inDocument || filled > 0)
        {
            throw new CensusFormatException("the answer is cut off", rows);
        }

        if (documents == 0)
        {
            throw new CensusFormatException("the answer is empty");
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        ArrayPool<int>.Shared.Return(separators);
    }

    private bool SkipSpace()
    {
        while (cursor < filled && buffer[cursor] <= ' ' && CensusText.Space.Contains(buffer[cursor]))
        {
            cursor++;
        }

        return cursor < filled;
    }

    private bool TryDocument()
    {
        var rest = buffer.AsSpan(cursor..filled);
        var inner = rest[1..].IndexOfAnyExcept(CensusText.Space) + 1;
        if (rest[0] == '[' && inner == 0)
        {
            return false;
        }

        if (rest[0] != '[' || rest[inner] is not ((byte)'[' or (byte)']'))
        {
            throw new CensusFormatException(
                documents == 0 ? "not a Census answer" : "something follows the answer", rows, value: CensusText.Quote(rest));
        }

        documents++;
        inDocument = rest[inner] == '[';
        header = null;
        next += inDocument ? 1 : 2;
        cursor += inDocument ? inner : inner + 1;
        return true;
    }

    private bool TryRow()
    {
        if (buffer[cursor] != '[')
        {
            throw Malformed("a row does not begin with [");
        }

        var close = next + columns;
        var isPlain = plain && header is not null && close + 1 < count && IsPlainRow(separators.AsSpan(next, columns + 1));
        if (!isPlain && !TryUnusualRow(out close))
        {
            return false;
        }

        rows++;
        Deliver(separators.AsSpan(next, close - next + 1));
        Leave(close);
        return true;
    }

    /// <summary>
    /// Whether the row is <c>["..","..",..,".."]</c> without a space. In a plain buffer a closing quote stands only before a separator,
    /// and so <c>","</c> around each comma leaves room for nothing but one string between two.
    /// </summary>
    private bool IsPlainRow(ReadOnlySpan<int> bounds)
    {
        const uint QuoteCommaQuote = 0x222C22;
        uint difference = 0;
        ref var first = ref MemoryMarshal.GetArrayDataReference(buffer);
        foreach (var comma in bounds[1..^1])
        {
            // The index speaks of places in the buffer only, and there is padding behind it.
            difference |= Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, comma - 1)) ^ QuoteCommaQuote;
        }

        return (difference & 0xFFFFFF) == 0
            && buffer[bounds[0] + 1] == '"' && buffer[bounds[^1] - 1] == '"' && buffer[bounds[^1]] == ']';
    }

    private bool TryUnusualRow(out int close)
    {
        close = next + 1;
        while (close < count && buffer[separators[close]] == ',')
        {
            close++;
        }

        if (close + 1 >= count)
        {
            return false;
        }

        if (buffer[separators[close]] == '[')
        {
            throw Malformed("a value is an array");
        }

        var fields = close - next;
        for (var column = 0; column < fields; column++)
        {
            var (start, end) = (separators[next + column] + 1, separators[next + column + 1]);
            if (plain && buffer[start] == '"')
            {
                continue;
            }

            var field = buffer.AsSpan(start..end);
            if (CensusField.Normalize(field) is { } reason)
            {
                var name = header is not null && column < header.Names.Count ? header.Names[column] : null;
                throw new CensusFormatException(reason, rows + 1, name, CensusText.Quote(CensusText.Trim(field)));
            }
        }

        return header is null || fields == columns ? true : throw Malformed($"{fields} values under {columns} columns");
    }

    private void Deliver(ReadOnlySpan<int> bounds)
    {
        if (header is null)
        {
            var names = new string[bounds.Length - 1];
            var seen = new CensusRow(buffer, bounds, new CensusHeader(names), rows);
            for (var column = 0; column < names.Length; column++)
            {
                names[column] = Encoding.UTF8.GetString(seen.Field(column));
            }

            header = seen.Header;
            columns = names.Length;
            firstName = Encoding.UTF8.GetBytes(names[0]);
            sink.Header(header);
            return;
        }

        var current = new CensusRow(buffer, bounds, header, rows);
        if (current.Field(0).SequenceEqual(firstName) && RepeatsHeader(current))
        {
            throw new CensusFormatException("the header once more, among the rows", rows);
        }

        sink.Row(current);
    }

    private static bool RepeatsHeader(in CensusRow row)
    {
        for (var column = 0; column < row.Count; column++)
        {
            if (!string.Equals(row.Header.Names[column], Encoding.UTF8.GetString(row.Field(column)), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Steps over what stands behind a row: a comma, or the end of the document.</summary>
    private void Leave(int close)
    {
        var (from, to) = (separators[close] + 1, separators[close + 1]);
        if (buffer[to] == '[' || (from != to && buffer.AsSpan(from..to).ContainsAnyExcept(CensusText.Space)))
        {
            cursor = from;
            throw Malformed("a row is followed by neither , nor ]");
        }

        inDocument = buffer[to] == ',';
        cursor = to + 1;
        next = close + 2;
    }

    private void MakeSpace()
    {
        filled -= cursor;
        buffer.AsSpan(cursor, filled).CopyTo(buffer);
        cursor = 0;
        if (!Space.IsEmpty)
        {
            return;
        }

        if (buffer.Length >= largestBuffer)
        {
            throw Malformed("a row longer than 1 MiB");
        }

        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, filled).CopyTo(larger);
        Dispose();
        buffer = larger;
        separators = ArrayPool<int>.Shared.Rent(larger.Length + CensusIndexer.Padding);
    }

    private CensusFormatException Malformed(string reason) =>
        new(reason, rows + 1, value: CensusText.Quote(buffer.AsSpan(cursor..filled)));
}
