using System.Text;

namespace Aim.Upstream.Data;

/// <summary>
/// Reads CSV (RFC 4180) record by record in constant memory. Quotes, either line end, a byte order mark and blank lines
/// are understood; fields are slices of the reader's buffer and live until the next <see cref="Read"/>.
/// </summary>
internal sealed class CsvReader(Stream stream, string file) : IDisposable
{
    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _buffer = new byte[1 << 18];
    private int _position;
    private int _end;
    private bool _drained;
    private bool _begun;
    private string[] _header = [];
    private long _nextLine = 1;

    /// <summary>The line on which the current record begins, counted from 1.</summary>
    public long Line { get; private set; }

    public ReadOnlySpan<byte> this[int column] => _buffer.AsSpan(_fields[column].Start, _fields[column].Length);

    public string Text(int column) => Encoding.UTF8.GetString(this[column]);

    /// <summary>Reads the header and returns, for each of the names, its column.</summary>
    /// <exception cref="CsvException">A column is absent or the file is empty.</exception>
    public int[] ReadHeader(params ReadOnlySpan<string> names)
    {
        if (!NextRecord()) throw new CsvException(file, 1, "", "is empty; a header is expected");
        _header = [.. Enumerable.Range(0, _fields.Count).Select(i => Text(i).Trim())];
        var columns = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            columns[i] = Array.FindIndex(_header, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (columns[i] < 0) throw new CsvException(file, Line, name, "column is absent from the header");
        }

        return columns;
    }

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public bool Read()
    {
        if (!NextRecord()) return false;
        if (_fields.Count != _header.Length)
            throw new CsvException(file, Line, "", $"has {_fields.Count} fields where the header has {_header.Length}");
        return true;
    }

    /// <summary>The error to throw for a field of the current record.</summary>
    public CsvException Error(int column, string expected) =>
        new(file, Line, _header[column], $"'{Text(column)}' is not {expected}");

    public void Dispose() => stream.Dispose();

    private bool NextRecord()
    {
        while (true)
        {
            var length = FindRecord(out var quoted, out var terminated);
            if (length < 0) return false;
            var start = _position;
            _position += length + (terminated ? 1 : 0);
            Line = _nextLine;
            _nextLine += 1 + (quoted ? _buffer.AsSpan(start, length).Count((byte)'\n') : 0);
            if (length > 0 && _buffer[start + length - 1] == '\r') length--;
            if (length == 0) continue;
            _fields.Clear();
            if (quoted) SplitQuoted(start, start + length);
            else Split(start, start + length);
            return true;
        }
    }

    /// <summary>The length of the record at the position, filling the buffer until it is whole; -1 at the end.</summary>
    private int FindRecord(out bool quoted, out bool terminated)
    {
        if (!_begun)
        {
            _begun = true;
            Fill();
            if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble)) _position = Encoding.UTF8.Preamble.Length;
        }

        while (true)
        {
            var rest = _buffer.AsSpan(_position, _end - _position);
            var length = rest.IndexOf((byte)'\n');
            quoted = rest[..(length < 0 ? rest.Length : length)].Contains((byte)'"');
            // A line end between quotes belongs to the field: the record ends where the quotes before it pair up.
            while (quoted && length >= 0 && (rest[..length].Count((byte)'"') & 1) == 1)
            {
                var more = rest[(length + 1)..].IndexOf((byte)'\n');
                length = more < 0 ? -1 : length + 1 + more;
            }

            terminated = length >= 0;
            if (terminated) return length;
            if (_drained) return rest.Length == 0 ? -1 : rest.Length;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_position, _end - _position).CopyTo(_buffer);
        _end -= _position;
        _position = 0;
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.ReadAtLeast(_buffer.AsSpan(_end), 1, throwOnEndOfStream: false);
        _end += read;
        _drained = read == 0;
    }

    private void Split(int start, int end)
    {
        while (true)
        {
            var comma = _buffer.AsSpan(start, end - start).IndexOf((byte)',');
            _fields.Add((start, comma < 0 ? end - start : comma));
            if (comma < 0) return;
            start += comma + 1;
        }
    }

    private void SplitQuoted(int start, int end)
    {
        for (var i = start; ; i++)
        {
            var (field, write, inside) = (i, i, false);
            for (; i < end && (inside || _buffer[i] != ','); i++)
            {
                if (_buffer[i] != '"') _buffer[write++] = _buffer[i];
                else if (inside && i + 1 < end && _buffer[i + 1] == '"') _buffer[write++] = _buffer[i++];
                else inside = !inside;
            }

            if (inside) throw new CsvException(file, Line, "", "has a quote that is never closed");
            _fields.Add((field, write - field));
            if (i >= end) return;
        }
    }
}
