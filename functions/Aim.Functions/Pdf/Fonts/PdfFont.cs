using System.Globalization;
using System.Text;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf.Fonts;

/// <summary>
/// A font as one document uses it. Every character gets a number of its own when it is first written, also where two share a glyph
/// (a space and a no-break space), so that the text that is read out is the text that was put in.
/// </summary>
internal sealed class PdfFont(TrueTypeFont font)
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<int> _characters = [];

    public TrueTypeFont Font => font;

    /// <summary>Characters that the font lacks; they are drawn as an empty box and read out as what they are.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>In points.</summary>
    public double Width(ReadOnlySpan<char> text, double size)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes()) width += font.Width(font.Glyph(rune.Value));
        return width * size / 1000;
    }

    /// <summary>The operand of a text operator.</summary>
    public string Encode(string text)
    {
        var codes = new StringBuilder("<");
        foreach (var rune in text.EnumerateRunes())
        {
            if (!_numbers.TryGetValue(rune.Value, out var number))
            {
                if (font.Glyph(rune.Value) == 0) Missing.Add(rune.ToString());
                _characters.Add(rune.Value);
                number = _characters.Count;
                _numbers.Add(rune.Value, number);
            }

            codes.Append(number.ToString("X4", CultureInfo.InvariantCulture));
        }

        return codes.Append('>').ToString();
    }

    /// <summary>Writes the font with what was used of it.</summary>
    public int Write(PdfFile file)
    {
        // The tag in front of the name tells subsets apart; one font is embedded once in a document.
        var name = $"/AIMFNT+{font.Name}";
        var program = FontSubset.Of(font, [0, .. _characters.Select(c => font.Glyph(c))]);
        var data = file.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Length}"), program);
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{PdfSyntax.Numbers(font.Box)}] /ItalicAngle 0 "
            + $"/Ascent {PdfSyntax.Number(font.Ascent)} /Descent {PdfSyntax.Number(font.Descent)} /CapHeight {PdfSyntax.Number(font.CapHeight)} "
            + $"/StemV {PdfSyntax.Number(font.Weight / 5.0)} /FontFile2 {PdfSyntax.Reference(data)} >>");
        var widths = string.Join(' ', _characters.Select(c => PdfSyntax.Number(font.Width(font.Glyph(c)))));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {PdfSyntax.Reference(descriptor)} /CIDToGIDMap /Identity /DW {PdfSyntax.Number(font.Width(0))} /W [1 [{widths}]] >>");
        var unicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H /DescendantFonts [{PdfSyntax.Reference(descendant)}] "
            + $"/ToUnicode {PdfSyntax.Reference(unicode)} >>");
    }

    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var some in _characters.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var character in some)
            {
                var text = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)));
                map.Append(CultureInfo.InvariantCulture, $"<{_numbers[character]:X4}> <{text}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
