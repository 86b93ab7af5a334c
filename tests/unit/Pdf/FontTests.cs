using Aim.Functions.Pdf;
using Aim.Functions.Pdf.Fonts;
using Xunit;

namespace Aim.Tests.Pdf;

public sealed class FontTests
{
    private static readonly TrueTypeFont Font = Load("Regular");

    [Fact]
    public void Figures_are_all_as_wide_so_that_columns_line_up()
    {
        foreach (var font in (TrueTypeFont[])[Font, Load("SemiBold")])
            Assert.Single("0123456789".Select(c => font.Width(font.Glyph(c))).Distinct());
    }

    [Fact]
    public void The_font_has_the_letters_and_signs_of_a_report()
    {
        Assert.DoesNotContain(
            "ABCxyz019ÄÖÜßéèêçñøåŁłŐőŞşİıČčĞğ\u00a0\u202f\u2009–—\u2011\u2212×÷±≤≥≈½¼²³°§€£†‡•…‘’“”→▲▼",
            c => Font.Glyph(c) == 0);
        Assert.Equal(0, Font.Glyph('▪'));
    }

    /// <summary>A subset is a font again: the same widths, and outlines whose parts have moved with them.</summary>
    [Fact]
    public void A_subset_keeps_widths_and_outlines_also_of_composite_glyphs()
    {
        var glyphs = "é Ay\u00a0é".Select(c => Font.Glyph(c)).Prepend((ushort)0).ToArray();
        var subset = new Subset(FontSubset.Of(Font, glyphs));

        Assert.True(subset.Count > glyphs.Length, "The parts of é are added.");
        for (var place = 0; place < glyphs.Length; place++)
        {
            Assert.Equal(Font.Metrics(glyphs[place]).Advance, subset.Advance(place));
            Assert.Equal(Outline(Font, glyphs[place]), subset.Outline(place));
        }

        Assert.Equal(0xB1B0AFBA, subset.Sum);
    }

    [Fact]
    public void What_is_no_font_is_refused()
    {
        Assert.Equal("The font is no TrueType font.", Assert.Throws<PdfException>(() => new TrueTypeFont([1, 2, 3])).Message);
        Assert.Equal("The font is no TrueType font.", Assert.Throws<PdfException>(() => new TrueTypeFont([.. "OTTO"u8, .. new byte[40]])).Message);
        Assert.Equal("The font lacks a table.", Assert.Throws<PdfException>(() => new TrueTypeFont(FontSubset.Of(Font, [0]))).Message);
    }

    /// <summary>Parts by what they look like, not by their numbers.</summary>
    private static string Outline(TrueTypeFont font, int glyph) => Flat(g => font.Outline(g).ToArray(), glyph);

    private static string Flat(Func<int, byte[]> outline, int glyph)
    {
        var data = outline(glyph);
        if (data.Length == 0 || data[0] < 128) return Convert.ToHexString(data).TrimEnd('0');

        var (text, at, flags) = (Convert.ToHexString(data, 0, 10), 10, 0x20);
        while ((flags & 0x20) != 0)
        {
            flags = (data[at] << 8) | data[at + 1];
            var length = ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
            text += $"({Flat(outline, (data[at + 2] << 8) | data[at + 3])} {Convert.ToHexString(data, at + 4, length)})";
            at += 4 + length;
        }

        return text;
    }

    private static TrueTypeFont Load(string style)
    {
        using var file = new MemoryStream();
        using var resource = typeof(PdfReport).Assembly.GetManifestResourceStream($"AimReportSans-{style}.ttf")!;
        resource.CopyTo(file);
        return new TrueTypeFont(file.ToArray());
    }

    /// <summary>Reads a subset by the letter of the specification, with long offsets and full metrics.</summary>
    private sealed class Subset(byte[] file)
    {
        public int Count => Word(Table("maxp") + 4);

        public uint Sum => Enumerable.Range(0, file.Length / 4).Aggregate(0u, (sum, at) => unchecked(sum + (uint)Long(4 * at)));

        public int Advance(int glyph) => Word(Table("hmtx") + (4 * glyph));

        public string Outline(int glyph) => Flat(
            g => file[(Table("glyf") + Long(Table("loca") + (4 * g)))..(Table("glyf") + Long(Table("loca") + (4 * g) + 4))],
            glyph);

        private int Table(string tag) => Enumerable.Range(0, Word(4)).Select(n => 12 + (16 * n))
            .Where(at => System.Text.Encoding.ASCII.GetString(file, at, 4) == tag).Select(at => Long(at + 8)).Single();

        private int Word(int at) => (file[at] << 8) | file[at + 1];

        private int Long(int at) => (Word(at) << 16) | Word(at + 2);
    }
}
