using System.Buffers.Binary;
using System.Text;

namespace Aim.Functions.Pdf.Fonts;

/// <summary>A TrueType font with outlines in <c>glyf</c>: what is needed to measure text and to take glyphs out.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Start, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly int _metrics, _unitsPerEm;

    /// <exception cref="PdfException">It is no such font.</exception>
    public TrueTypeFont(byte[] file)
    {
        _file = file;
        if (file.Length < 12 || Int32(0) != 0x00010000) throw new PdfException("The font is no TrueType font.");

        for (var entry = 12; entry < 12 + (16 * UInt16(4)); entry += 16)
            _tables.Add(Encoding.ASCII.GetString(file, entry, 4), (Int32(entry + 8), Int32(entry + 12)));

        if (_tables.Keys.Intersect(["head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf", "name", "OS/2"], StringComparer.Ordinal).Count() < 9)
            throw new PdfException("The font lacks a table.");

        var head = Start("head");
        _unitsPerEm = UInt16(head + 18);
        Box = [.. Enumerable.Range(0, 4).Select(corner => Scaled(Int16(head + 36 + (2 * corner))))];
        Ascent = Scaled(Int16(Start("hhea") + 4));
        Descent = Scaled(Int16(Start("hhea") + 6));
        _metrics = UInt16(Start("hhea") + 34);
        CapHeight = Scaled(Int16(Start("OS/2") + 88));
        Weight = UInt16(Start("OS/2") + 4);
        Name = PostScriptName();
        ReadCharacters();
    }

    /// <summary>The PostScript name, without spaces.</summary>
    public string Name { get; }

    /// <summary>100 to 900.</summary>
    public int Weight { get; }

    /// <summary>In thousandths of the size, as all lengths here; above the line.</summary>
    public double Ascent { get; }

    /// <summary>Below the line, negative.</summary>
    public double Descent { get; }

    public double CapHeight { get; }

    /// <summary>Left, bottom, right and top of all glyphs.</summary>
    public double[] Box { get; }

    /// <summary>The glyph of a character; 0 when the font lacks it.</summary>
    public ushort Glyph(int codePoint) => _glyphs.GetValueOrDefault(codePoint);

    public double Width(int glyph) => Scaled(UInt16(Start("hmtx") + (4 * Math.Min(glyph, _metrics - 1))));

    public ReadOnlySpan<byte> Table(string tag) => _tables.TryGetValue(tag, out var table) ? _file.AsSpan(table.Start, table.Length) : [];

    /// <summary>Advance and left side bearing, as stored.</summary>
    public (ushort Advance, short Bearing) Metrics(int glyph)
    {
        var start = Start("hmtx");
        return glyph < _metrics
            ? (UInt16(start + (4 * glyph)), Int16(start + (4 * glyph) + 2))
            : (UInt16(start + (4 * (_metrics - 1))), Int16(start + (4 * _metrics) + (2 * (glyph - _metrics))));
    }

    /// <summary>The description of a glyph; empty for one that has no outline.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = Start("loca");
        var isLong = Int16(Start("head") + 50) == 1;
        var (from, to) = isLong
            ? (Int32(loca + (4 * glyph)), Int32(loca + (4 * glyph) + 4))
            : (2 * UInt16(loca + (2 * glyph)), 2 * UInt16(loca + (2 * glyph) + 2));
        return _file.AsSpan(Start("glyf") + from, to - from);
    }

    private int Start(string tag) => _tables[tag].Start;

    private double Scaled(int units) => units * 1000.0 / _unitsPerEm;

    private string PostScriptName()
    {
        var start = Start("name");
        var texts = start + UInt16(start + 4);
        for (var record = start + 6; record < start + 6 + (12 * UInt16(start + 2)); record += 12)
        {
            if (UInt16(record) == 3 && UInt16(record + 6) == 6)
                return Encoding.BigEndianUnicode.GetString(_file, texts + UInt16(record + 10), UInt16(record + 8));
        }

        throw new PdfException("The font has no name.");
    }

    /// <summary>Reads the Windows table of the first 65,536 characters (format 4).</summary>
    private void ReadCharacters()
    {
        var start = Start("cmap");
        var table = Enumerable.Range(0, UInt16(start + 2)).Select(n => start + 4 + (8 * n))
            .Where(entry => UInt16(entry) == 3 && UInt16(entry + 2) == 1).Select(entry => start + Int32(entry + 4)).FirstOrDefault();
        if (table == 0 || UInt16(table) != 4) throw new PdfException("The font has no character map of format 4.");

        var size = UInt16(table + 6);
        for (var segment = 0; segment < size; segment += 2)
        {
            var last = UInt16(table + 14 + segment);
            var first = UInt16(table + 16 + size + segment);
            var delta = UInt16(table + 16 + (2 * size) + segment);
            var where = table + 16 + (3 * size) + segment;
            var offset = UInt16(where);
            for (int character = first; character <= last && character != 0xffff; character++)
            {
                var glyph = offset == 0 ? character : UInt16(where + offset + (2 * (character - first)));
                if (glyph != 0) _glyphs[character] = (ushort)(glyph + delta);
            }
        }
    }

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private short Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));
}
