using System.Globalization;
using System.Text.RegularExpressions;
using Aim.Functions.Pdf;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;
using Xunit;

namespace Aim.Tests.Pdf;

public sealed class PdfReportTests
{
    private static readonly Lazy<PdfOutput> Whole = new(() => SampleReport.Create().Build());

    [Fact]
    public void A_public_checker_finds_no_fault()
    {
        PdfTools.Check(Whole.Value.Bytes);
        PdfTools.Check(SampleReport.Create(PageSize.A4, rows: 3).Build().Bytes);
        Assert.Empty(Whole.Value.Missing);
    }

    [Fact]
    public void The_same_blocks_make_the_same_bytes_and_others_do_not()
    {
        Assert.Equal(Whole.Value.Bytes, SampleReport.Create().Build().Bytes);
        Assert.NotEqual(Whole.Value.Bytes, SampleReport.Create(rows: 61).Build().Bytes);
    }

    [Fact]
    public void The_file_says_its_title_language_date_size_and_that_it_is_tagged()
    {
        var info = PdfTools.Info(Whole.Value.Bytes);
        string[] lines =
        [
            "Title: *U.S. Aluminum Production", "Author: *Aim.Functions", "Subject: *Industry profile, NAICS 3313", "CreationDate: .*2025",
            "Tagged: *yes", "PDF version: *1.7", "Page size: *612 x 792 pts \\(letter\\)", $"Pages: *{Whole.Value.Pages}\n",
        ];
        foreach (var line in lines) Assert.Matches(line, info);

        Assert.Contains("/Lang (en-US)", PdfTools.Objects(Whole.Value.Bytes), StringComparison.Ordinal);
        Assert.Contains("(A4)", PdfTools.Info(SampleReport.Create(PageSize.A4, rows: 3).Build().Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("CreationDate", PdfTools.Info(One("x", new DocumentInfo("T", "A"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Fonts_are_embedded_subsets_with_a_map_to_unicode()
    {
        var fonts = PdfTools.Fonts(Whole.Value.Bytes).Split('\n').Skip(2).Where(l => l.Length > 0).ToList();

        Assert.Equal(2, fonts.Count);
        Assert.All(fonts, f => Assert.Matches(@"^AIMFNT\+AimReportSans-(Regular|SemiBold) +CID TrueType +Identity-H +yes yes yes", f));
        Assert.InRange(Whole.Value.Bytes.Length, 10_000, 120_000);
    }

    [Theory]
    [InlineData("Türkiye, Côte d’Ivoire, Łódź, Åland, “quoted” — § 232, €5, ½, ≤ 3, 12 × 4, ▲ up ▼ down")]
    [InlineData("The change is \u22123.2 % over 2019\u20132024, non\u2011breaking.")]
    [InlineData("Backslash \\ and (brackets) <angle> [square] & % / #")]
    public void Text_that_is_read_out_is_the_text_that_was_put_in(string text) => Assert.Equal(text, Body(One(text)));

    /// <summary>pdftotext turns every space into a plain one, so the map in the file is looked at.</summary>
    [Fact]
    public void A_no_break_space_stays_one()
    {
        var objects = PdfTools.Objects(One("53.6\u00a0percent and a\u202fthin one"));

        Assert.Contains("> <00A0>", objects, StringComparison.Ordinal);
        Assert.Contains("> <202F>", objects, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_that_the_fonts_lack_is_told_and_still_read_out()
    {
        var output = new PdfReport(SampleReport.Info).Paragraph("Aluminium is 铝, or \U0001F680.").Build();

        Assert.Equal(["铝", "\U0001F680"], output.Missing);
        Assert.Equal("Aluminium is 铝, or \U0001F680.", Body(output.Bytes));
    }

    [Fact]
    public void Contents_give_the_page_of_each_heading_and_bookmarks_lead_there()
    {
        var pages = PdfTools.Text(Whole.Value.Bytes).Split('\f');
        var contents = PdfTools.Layout(Whole.Value.Bytes).Split('\f')[0];
        foreach (var heading in (string[])["Summary", "Prices", "Producer prices", "Where imports come from", "Trade", "Sources"])
        {
            var entry = contents.Split('\n').Single(l => l.TrimStart().StartsWith(heading, StringComparison.Ordinal) && char.IsAsciiDigit(l[^1]));
            var page = int.Parse(entry.AsSpan(entry.LastIndexOf(' ')), CultureInfo.InvariantCulture);
            Assert.Matches($@"(?m)^{heading}$", pages[page - 1]);
        }

        var objects = PdfTools.Objects(Whole.Value.Bytes);
        Assert.Equal(7, Regex.Count(objects, "/Parent [0-9]+ 0 R\n  (?:/Prev [0-9]+ 0 R\n  )?/Title ", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Links_lead_out_and_within()
    {
        var addresses = PdfTools.Addresses(Whole.Value.Bytes);
        foreach (var address in (string[])["https://example.org/data?a=1&b=(2)", "https://example.org/usgs", "https://example.org/census"])
            Assert.Contains(address, addresses, StringComparison.Ordinal);

        // Six entries of the contents and one reference in the text, which may go over two lines.
        var objects = PdfTools.Objects(Whole.Value.Bytes);
        Assert.InRange(Regex.Count(objects, "/Border \\[\n.{0,80}\\]\n  /Contents .{0,200}\n  /Dest", RegexOptions.Singleline, TimeSpan.FromSeconds(1)), 7, 8);
        var lost = new PdfReport(SampleReport.Info).Paragraph(new Prose("See ").See("there", "nowhere"));
        Assert.Equal("A link leads to 'nowhere', which is not in the document.", Assert.Throws<PdfException>(() => lost.Build()).Message);
        Assert.Throws<ArgumentException>(() => new Prose("").Link("here", new Uri("/relative", UriKind.Relative)));
    }

    [Fact]
    public void A_table_over_pages_repeats_its_head_and_loses_no_row()
    {
        var pages = PdfTools.Layout(new PdfReport(SampleReport.Info).Table(SampleReport.Countries(120)).Build().Bytes).Split('\f')[..^1];

        Assert.InRange(pages.Length, 3, 5);
        Assert.All(pages, p => Assert.Matches("Country +January–June 2024 +January–June 2025 +Change +Note", p));
        Assert.All(pages.Skip(1), p => Assert.Contains("Table 1, continued", p, StringComparison.Ordinal));
        var rows = pages.SelectMany(p => Regex.Matches(p, @"^ *Country (?<n>\d+) ", RegexOptions.Multiline, TimeSpan.FromSeconds(1))).Select(m => m.Groups["n"].Value);
        Assert.Equal(Enumerable.Range(1, 120).Select(n => n.ToString(CultureInfo.InvariantCulture)), rows);
        Assert.True(Regex.Count(pages[^1], @"^ *(?:Country \d|Total)", RegexOptions.Multiline, TimeSpan.FromSeconds(1)) >= 2);
    }

    [Fact]
    public void The_structure_has_headings_lists_tables_figures_notes_and_links_in_reading_order()
    {
        var structure = PdfTools.Structure(Whole.Value.Bytes);
        var roles = Regex.Matches(structure, "^ *[A-Z][A-Za-z0-9]*", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Select(m => m.Value.Trim()).ToHashSet(StringComparer.Ordinal);

        string[] needed =
        [
            "Document", "H1", "H2", "H3", "H4", "P", "TOC", "TOCI", "L", "LI", "Lbl", "LBody", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD",
            "Figure", "Link", "Note", "Reference",
        ];
        Assert.Empty(needed.Except(roles));
        Assert.Matches("(?s)H1.*\"U.S. Aluminum Production\".*TOC.*H2.*\"Summary\".*Figure.*\"Total\"", structure);
        Assert.DoesNotContain("continued", structure, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(structure, "\"January–June 2024", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var alternative = Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes("Line chart: the index"));
        Assert.Contains(alternative, PdfTools.Objects(Whole.Value.Bytes), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Nothing_stands_outside_of_the_margins()
    {
        var words = string.Concat(Enumerable.Repeat("Donaudampfschiff", 40));
        var report = SampleReport.Create().Paragraph(words).Paragraph(new Prose("See ").Link($"https://example.org/{words}", new Uri("https://example.org/")))
            .Table(new PdfTable(words, [new(words), new("B", Align.Right), new(words)], [new PdfRow([words, "1", "short"]), new PdfRow(["short", "2", words[..300]])])).Build();

        for (var page = 1; page <= report.Pages; page++)
        {
            var (pixels, width) = PdfTools.Picture(report.Bytes, page);
            var columns = Enumerable.Range(0, pixels.Length).Where(at => pixels[at] < 250).Select(at => at % width).ToList();
            Assert.InRange(columns.Min(), 79, 120);
            Assert.InRange(columns.Max(), 400, 612 - 80);
        }

        // Whole in the paragraph, in the link and in the caption; cells side by side are read line by line.
        Assert.InRange(string.Concat(PdfTools.Text(report.Bytes).Split((char[]?)null)).Split(words).Length - 1, 3, 6);
    }

    [Fact]
    public void No_line_of_a_paragraph_is_alone_and_no_heading_is_last_on_its_page()
    {
        for (var lines = 1; lines <= 6; lines++)
        {
            var report = new PdfReport(SampleReport.Info);
            for (var n = 0; n < 45; n++)
            {
                if (n % 9 == lines) report.Heading(2, $"Heading {n}");
                report.Paragraph(string.Join(' ', Enumerable.Range(0, 6 + (lines * 9)).Select(w => $"p{n}w{w}abcd")));
            }

            foreach (var page in PdfTools.Text(report.Build().Bytes).Split('\f')[..^1])
            {
                var body = page.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(l => !l.StartsWith("Page ", StringComparison.Ordinal) && l != SampleReport.Info.Title).ToList();
                Assert.DoesNotMatch("^Heading", body[^1]);
                var counts = body.Where(l => l[0] == 'p').Select(l => l[..l.IndexOf('w', StringComparison.Ordinal)]).GroupBy(p => p).Select(g => g.Count()).ToList();
                if (counts.Max() > 1) Assert.All(counts, c => Assert.True(c > 1));
            }
        }
    }

    [Fact]
    public void A_note_stands_on_the_page_that_calls_it()
    {
        var report = new PdfReport(SampleReport.Info);
        for (var n = 1; n <= 60; n++) report.Paragraph(new Prose($"Call{n} in a paragraph").Note($"Note{n} at the foot.").Plain(" that goes on."));
        var pages = PdfTools.Text(report.Build().Bytes).Split('\f');

        for (var n = 1; n <= 60; n++)
        {
            var call = Array.FindIndex(pages, p => p.Contains($"Call{n} in", StringComparison.Ordinal));
            Assert.Equal(call, Array.FindIndex(pages, p => p.Contains($"Note{n} at", StringComparison.Ordinal)));
        }

        Assert.Throws<ArgumentException>(() => new Prose("a").Note(new Prose("b").Note("c")));
    }

    [Fact]
    public void What_cannot_be_set_says_why()
    {
        var tall = new PdfTable("T", [new("A")], [new PdfRow([new string('x', 9_000)])]);
        Assert.Equal("The report is empty.", Message(() => Report().Build()));
        Assert.Equal(
            "The table 'T' is empty, or a row has not one cell for each column.",
            Message(() => Report().Table(new PdfTable("T", [new("A")], [new PdfRow(["1", "2"])]))));
        Assert.Equal("Two places are named 'a'.", Message(() => Report().Heading(1, "A", "a").Heading(1, "B", "a").Build()));
        Assert.Equal("A row of 'T' is higher than a page.", Message(() => Report().Table(tall).Build()));
        Assert.Equal("The figure 'F' is higher than a page.", Message(() => Report().Figure(new PdfFigure("F", new Tower(), "A tower")).Build()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Report().Heading(4, "Deep"));

        static string Message(Func<object> make) => Assert.Throws<PdfException>(make).Message;
        static PdfReport Report() => new(SampleReport.Info);
    }

    private static byte[] One(string text, DocumentInfo? info = null) => new PdfReport(info ?? SampleReport.Info).Paragraph(text).Build().Bytes;

    /// <summary>The first line: what follows is the foot of the page.</summary>
    private static string Body(byte[] pdf) => PdfTools.Text(pdf).Split('\n')[0];

    private sealed record Tower : IDrawing
    {
        public double Height(double width) => 2_000;

        public void Draw(Canvas canvas, double width) => canvas.Rectangle(0, 0, width, 2_000, Colour.Ink);
    }
}
