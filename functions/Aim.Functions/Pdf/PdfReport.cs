using System.Globalization;
using Aim.Functions.Pdf.Blocks;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf;

/// <summary>A finished document.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Pages">How many it has.</param>
/// <param name="Missing">Characters that the fonts lack: an empty box stands for each.</param>
public sealed record PdfOutput(byte[] Bytes, int Pages, IReadOnlyList<string> Missing);

/// <summary>
/// A typeset report, put together block by block and set into pages at the end. The same blocks make the same bytes (under the same
/// .NET, whose compression may change). For a screen reader it is a tagged PDF 1.7.
/// </summary>
/// <param name="info">Title, author, date.</param>
/// <param name="footer">Stands at the foot of every page, beside its number; for example the vintage.</param>
/// <param name="size">Letter by default.</param>
public sealed class PdfReport(DocumentInfo info, string footer = "", PageSize? size = null)
{
    private readonly List<Block> _blocks = [];

    /// <summary>The title of the document in large letters; headings then stand one level below it in its structure.</summary>
    /// <param name="subtitle">What it is.</param>
    /// <param name="stand">As of when, in small print.</param>
    public PdfReport Title(string? subtitle = null, Prose? stand = null) => Add(new TitleBlock(info.Title, subtitle, stand));

    /// <summary>The headings of levels 1 and 2 with their pages.</summary>
    public PdfReport Contents(string title = "Contents") => Add(new ContentsBlock(title, _blocks));

    /// <param name="level">1 to 3.</param>
    /// <param name="text">What it says.</param>
    /// <param name="anchor">The name by which <see cref="Prose.See"/> finds it.</param>
    public PdfReport Heading(int level, string text, string? anchor = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 3);
        var name = anchor ?? string.Create(CultureInfo.InvariantCulture, $"#{_blocks.Count}");
        return Add(new HeadingBlock(level, text, name, _blocks.OfType<TitleBlock>().Any() ? level + 1 : level));
    }

    public PdfReport Paragraph(Prose text) => Add(new ParagraphBlock(text, Styles.Body));

    /// <summary>A paragraph in small print: sources, conditions.</summary>
    public PdfReport SmallPrint(Prose text) => Add(new ParagraphBlock(text, Styles.Small));

    public PdfReport List(IReadOnlyList<Prose> items, bool isNumbered = false) => Add(new ListBlock(items, isNumbered));

    /// <exception cref="PdfException">There is no column or no row, or a row has more or fewer cells than there are columns.</exception>
    public PdfReport Table(PdfTable table) =>
        table.Columns.Count > 0 && table.Rows.Count > 0 && table.Rows.All(r => r.Cells.Count == table.Columns.Count)
            ? Add(new TableBlock(table))
            : throw new PdfException($"The table '{table.Caption}' is empty, or a row has not one cell for each column.");

    public PdfReport Figure(PdfFigure figure) => Add(new FigureBlock(figure));

    public PdfReport PageBreak() => Add(new PageBreakBlock());

    /// <summary>Sets the report, twice: the first time tells the pages for the contents.</summary>
    /// <exception cref="PdfException">There is no block, a link leads nowhere, or something is higher than a page.</exception>
    public PdfOutput Build()
    {
        if (_blocks.Count == 0) throw new PdfException("The report is empty.");

        var (_, pages) = Set(new Dictionary<string, int>(StringComparer.Ordinal));
        var (document, _) = Set(pages);
        foreach (var page in document.Pages) page.Artifact(() => Margins(page, document));
        return new PdfOutput(document.Save(), document.Pages.Count, [.. document.Fonts.Missing]);
    }

    private (PdfDocument Document, Dictionary<string, int> Pages) Set(Dictionary<string, int> pages)
    {
        var document = new PdfDocument(info, size ?? PageSize.Letter);
        var flow = new Flow(document, pages);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < _blocks.Count; at++)
        {
            if (_blocks[at] is HeadingBlock heading)
            {
                flow.Need(Together(flow, at));
                _blocks[at].Place(flow);
                found[heading.Anchor] = flow.Page.Number;
            }
            else
            {
                _blocks[at].Place(flow);
            }
        }

        flow.FinishPage();
        return (document, found);
    }

    /// <summary>The height of a heading with the headings below it and the beginning of what they are about.</summary>
    private double Together(Flow flow, int at) =>
        at == _blocks.Count ? 0 : _blocks[at].Lead(flow) + (_blocks[at] is HeadingBlock ? Together(flow, at + 1) : 0);

    private void Margins(PdfPage page, PdfDocument document)
    {
        var (left, right) = (Flow.Left, document.Size.Width - Styles.SideMargin);
        var rule = new Stroke(Colour.Line);
        if (page.Number > 1)
        {
            page.Canvas.Text(left, 50, info.Title, Styles.Small.Style);
            page.Canvas.Line(left, 56, right, 56, rule);
        }

        var bottom = document.Size.Height - 42;
        page.Canvas.Line(left, bottom - 13, right, bottom - 13, rule);
        page.Canvas.Text(left, bottom, footer, Styles.Small.Style);
        var number = string.Create(CultureInfo.InvariantCulture, $"Page {page.Number} of {document.Pages.Count}");
        page.Canvas.Text(right, bottom, number, Styles.Small.Style, Align.Right);
    }

    private PdfReport Add(Block block)
    {
        _blocks.Add(block);
        return this;
    }
}
