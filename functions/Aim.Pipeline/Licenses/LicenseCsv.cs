namespace Aim.Pipeline.Licenses;

/// <summary>
/// Cuts a stream of CSV (RFC 4180) into rows and cells. A row whose quotes are wrong is one bad row: reading goes on in the next line, so
/// that a quote which is never closed does not swallow what follows it.
/// </summary>
/// <param name="stream">Read to its end, not closed.</param>
/// <param name="longestRow">In bytes; a multiple of 64.</param>
internal sealed class LicenseCsv(Stream stream, int longestRow)
{
    /// <summary>So much can be read behind the end of any cell.</summary>
    private const int Padding = CsvMarks.Block;

    private const string Unclosed = "a quote is not closed, or too late";

    private readonly byte[] buffer = new byte[(2 * longestRow) + Padding];
    private readonly int[] marks = new int[(2 * longestRow) + Padding];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int filled;
    private int markCount;
    private int mark;
    private int position;
    private int rowStart;
    private int nextLine = 1;
    private bool begun;
    private bool ended;

    /// <summary>The line in which the row begins.</summary>
    public int Line { get; private set; }

    /// <summary>The number of cells; of a broken row, those before the fault.</summary>
    public int Count { get; private set; }

    /// <summary>Why the row is broken, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>What the places of cells are places in; there are 8 readable bytes behind any cell.</summary>
    public ReadOnlySpan<byte> Buffer => buffer;

    /// <summary>The row as far as its first line break, for a message.</summary>
    public ReadOnlySpan<byte> FirstLine => buffer.AsSpan(rowStart, buffer.AsSpan(rowStart).IndexOf((byte)'\n')).TrimEnd((byte)'\r');

    public int Start(int cell) => starts[cell];

    public int End(int cell) => ends[cell];

    /// <summary>A cell without the quotes around it; quotes within it are double still.</summary>
    public ReadOnlySpan<byte> Cell(int cell) => buffer.AsSpan(starts[cell], ends[cell] - starts[cell]);

    /// <summary>Reads more when <see cref="TryNext"/> has nothing left.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="LicenseFormatException">There is a NUL byte.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (ended) return false;

        buffer.AsSpan(position, filled - position).CopyTo(buffer);
        (filled, position, mark) = (filled - position, 0, 0);
        while (filled < 2 * longestRow)
        {
            // Full buffers only: a stream that drips must not make the same row be looked at again for each drop.
            var read = await stream.ReadAsync(buffer.AsMemory(filled, (2 * longestRow) - filled), cancellationToken);
            if (read == 0)
            {
                ended = true;
                break;
            }

            if (buffer.AsSpan(filled, read).Contains((byte)0)) throw new LicenseFormatException("This is not a text file: it has NUL bytes.");
            filled += read;
        }

        if (!begun && buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8)) position = 3;
        begun = true;
        if (ended) buffer[filled++] = (byte)'\n';
        markCount = CsvMarks.Find(buffer, filled, marks);
        return true;
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <returns>False when its end is not in the buffer.</returns>
    /// <exception cref="LicenseFormatException">A line is longer than any row may be.</exception>
    public bool TryNext()
    {
        do
        {
            (Line, rowStart, Count) = (nextLine, position, 0);
            Fault = Cut(out var next, out var lines);
            if (Fault is null && marks[next - 1] - position > longestRow) Fault = Unclosed;
            if (Fault is not null)
            {
                next = mark;
                while (next < markCount && buffer[marks[next]] != '\n')
                {
                    next++;
                }

                // A row that begins the buffer has all the room that it may have.
                var hasLine = next < markCount;
                if (position > 0 && (!hasLine || (Fault == Unclosed && !ended))) return false;
                if (!hasLine || marks[next] - position > longestRow)
                    throw new LicenseFormatException(FormattableString.Invariant($"This is not CSV: line {Line} is longer than {longestRow} bytes."));
                (next, lines) = (next + 1, 1);
            }

            (mark, position, nextLine) = (next, marks[next - 1] + 1, nextLine + lines);
        }
        while (Fault is null && Count == 1 && starts[0] == ends[0] && starts[0] == rowStart);

        return true;
    }

    /// <param name="next">The mark behind the row.</param>
    /// <param name="lines">How many lines it takes.</param>
    /// <returns>What is wrong with the row, or null; <see cref="Unclosed"/> also when its end is not in the buffer.</returns>
    private string? Cut(out int next, out int lines)
    {
        (next, lines) = (mark, 1);
        var start = position;
        while (next < markCount)
        {
            var end = marks[next++];
            var separator = end;
            if (buffer[end] == '"')
            {
                if (end != start) return "a quote inside a cell that does not begin with one";
                if (Close(ref next, ref lines, out end, out separator) is { } fault) return fault;
                start++;
            }
            else if (buffer[end] == '\n' && end > start && buffer[end - 1] == '\r')
            {
                end--;
            }

            if (Count == starts.Length) (starts, ends) = (Larger(starts), Larger(ends));
            starts[Count] = start;
            ends[Count++] = end;
            if (buffer[separator] == '\n') return null;
            start = separator + 1;
        }

        return Unclosed;
    }

    /// <summary>Goes from the mark behind an opening quote to the one behind the separator that follows the closing quote.</summary>
    private string? Close(ref int next, ref int lines, out int end, out int separator)
    {
        (end, separator) = (0, 0);
        while (next + 1 < markCount)
        {
            end = marks[next++];
            if (buffer[end] == '\n') lines++;
            if (buffer[end] != '"') continue;

            separator = marks[next++];
            if (separator == end + 1 && buffer[separator] == '"') continue;

            var isNext = separator == end + 1 || (separator == end + 2 && buffer[end + 1] == '\r' && buffer[separator] == '\n');
            return isNext ? null : "something follows a closing quote";
        }

        return Unclosed;
    }

    private static int[] Larger(int[] array)
    {
        Array.Resize(ref array, array.Length * 2);
        return array;
    }
}
