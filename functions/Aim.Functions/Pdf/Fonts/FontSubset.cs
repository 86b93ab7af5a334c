using System.Buffers.Binary;
using System.Text;

namespace Aim.Functions.Pdf.Fonts;

/// <summary>A font file with some glyphs of another one, in the order given; parts of composite glyphs follow them.</summary>
internal sealed class FontSubset
{
    private const int PartsAreWords = 0x0001, HasScale = 0x0008, MoreParts = 0x0020, HasTwoScales = 0x0040, HasMatrix = 0x0080;

    private readonly TrueTypeFont _font;
    private readonly List<ushort> _glyphs;
    private readonly Dictionary<ushort, ushort> _places = [];

    private FontSubset(TrueTypeFont font, IEnumerable<ushort> glyphs)
    {
        _font = font;
        _glyphs = [.. glyphs];
        for (var place = _glyphs.Count - 1; place >= 0; place--) _places[_glyphs[place]] = (ushort)place;
    }

    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">By new number; one may come twice.</param>
    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> glyphs) => new FontSubset(font, glyphs).File();

    private byte[] File()
    {
        using var outlines = new MemoryStream();
        var starts = new List<int>();
        // The list grows while it is walked: parts are appended, and may be composite themselves.
        for (var place = 0; place < _glyphs.Count; place++)
        {
            starts.Add((int)outlines.Length);
            outlines.Write(Outline(_glyphs[place]));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }

        starts.Add((int)outlines.Length);
        var head = _font.Table("head").ToArray();
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var count = (ushort)_glyphs.Count;
        return Assemble(
        [
            ("cvt ", _font.Table("cvt ").ToArray()),
            ("fpgm", _font.Table("fpgm").ToArray()),
            ("glyf", outlines.ToArray()),
            ("head", head),
            ("hhea", With(_font.Table("hhea"), 34, count)),
            ("hmtx", Metrics()),
            ("loca", [.. starts.SelectMany(BigEndian)]),
            ("maxp", With(_font.Table("maxp"), 4, count)),
            ("prep", _font.Table("prep").ToArray()),
        ]);
    }

    private byte[] Outline(ushort glyph)
    {
        var outline = _font.Outline(glyph).ToArray();
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return outline;

        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), Place(BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2))));
            at += 4 + ((flags & PartsAreWords) != 0 ? 4 : 2)
                + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }
        while ((flags & MoreParts) != 0);

        return outline;
    }

    private ushort Place(ushort glyph)
    {
        if (_places.TryGetValue(glyph, out var place)) return place;

        place = (ushort)_glyphs.Count;
        _glyphs.Add(glyph);
        _places.Add(glyph, place);
        return place;
    }

    private byte[] Metrics()
    {
        var table = new byte[4 * _glyphs.Count];
        for (var place = 0; place < _glyphs.Count; place++)
        {
            var (advance, bearing) = _font.Metrics(_glyphs[place]);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4 * place), advance);
            BinaryPrimitives.WriteInt16BigEndian(table.AsSpan((4 * place) + 2), bearing);
        }

        return table;
    }

    private static byte[] With(ReadOnlySpan<byte> table, int at, ushort value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), value);
        return copy;
    }

    private static byte[] Assemble(List<(string Tag, byte[] Data)> tables)
    {
        tables.RemoveAll(t => t.Data.Length == 0);
        var power = (int)Math.Log2(tables.Count);
        var directory = new MemoryStream();
        directory.Write([0, 1, 0, 0]);
        foreach (var value in (int[])[tables.Count, 16 << power, power, (16 * tables.Count) - (16 << power)]) directory.Write(BigEndian(value).AsSpan(2));

        var (bodies, head) = (new MemoryStream(), 0);
        foreach (var (tag, data) in tables)
        {
            var start = 12 + (16 * tables.Count) + (int)bodies.Length;
            if (tag == "head") head = start;
            directory.Write(Encoding.ASCII.GetBytes(tag));
            foreach (var value in (int[])[(int)Sum(data), start, data.Length]) directory.Write(BigEndian(value));
            bodies.Write(data);
            while (bodies.Length % 4 != 0) bodies.WriteByte(0);
        }

        byte[] file = [.. directory.ToArray(), .. bodies.ToArray()];
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(0xB1B0AFBA - Sum(file)));
        return file;
    }

    private static uint Sum(byte[] data)
    {
        var sum = 0u;
        for (var at = 0; at < data.Length; at++) sum += (uint)data[at] << (8 * (3 - (at % 4)));
        return sum;
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
