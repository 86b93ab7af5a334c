using System.Globalization;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>A table over one or more pages.</summary>
internal sealed class TableBlock(PdfTable table) : Block
{
    private const double Padding = 2.6;

    public override double Lead(Flow flow) => Styles.BlockGap + (3 * Styles.Caption.Leading) + (4 * (Styles.Cell.Leading + (2 * Padding)));

    /// <exception cref="PdfException">A row is higher than a page.</exception>
    public override void Place(Flow flow)
    {
        var head = Cells(flow, new PdfRow([.. table.Columns.Select(c => (Prose)c.Head)]), Styles.CellHead);
        var rows = table.Rows.Select(r => Cells(flow, r, r.IsStrong ? Styles.CellHead : Styles.Cell)).ToList();
        var widths = ColumnWidths.Of(table.Columns.Select((_, c) => rows.Prepend(head).Select(r => r[c]).ToList()), flow.Width);
        flow.Gap(Styles.BlockGap / 2);
        flow.Need(Lead(flow));
        var element = flow.Document.Root.Add("Table");
        var number = string.Create(CultureInfo.InvariantCulture, $"Table {++flow.Tables}");
        new ParagraphBlock($"{number}. {table.Caption}", Styles.Caption).Place(flow, element.Add("Caption"), Flow.Left, flow.Width, _ => { });
        flow.Gap(2);
        Row(flow, Lines(head, widths), widths, table.Columns.Select(_ => ("TH", (string?)"Column")), element.Add("THead").Add("TR"));
        Rule(flow, widths, new Stroke(Colour.Ink, 0.8));
        var body = element.Add("TBody");
        for (var at = 0; at < rows.Count; at++)
        {
            var lines = Lines(rows[at], widths);
            var needed = Height(lines) + flow.NotesHeight(lines.SelectMany(l => l));
            if (needed + Height(Lines(head, widths)) > flow.PageRoom - Styles.Caption.Leading)
                throw new PdfException($"A row of '{table.Caption}' is higher than a page.");

            // Not one row alone on the last page, if that can be helped.
            var next = at == rows.Count - 2 ? Height(Lines(rows[^1], widths)) : 0;
            if (at > 0 && needed + next > flow.Room) Continue(flow, number, Lines(head, widths), widths);
            Row(flow, lines, widths, table.Columns.Select((_, c) => c == 0 ? ("TH", "Row") : ("TD", (string?)null)), body.Add("TR"));
            Rule(flow, widths, at == rows.Count - 1 ? new Stroke(Colour.Soft, 0.6) : new Stroke(Colour.Line, 0.4));
        }

        flow.Gap(3);
        if (table.Source is { } source) new ParagraphBlock(source, Styles.Small, 0).Place(flow);
        flow.Gap(Styles.BlockGap);
    }

    /// <summary>On the next page the head comes again; whoever has the document read out heard it before.</summary>
    private void Continue(Flow flow, string number, IReadOnlyList<TextLine>[] head, double[] widths)
    {
        flow.NextPage();
        flow.Page.Artifact(() =>
        {
            flow.Page.Canvas.Text(Flow.Left, flow.Y + Styles.Small.BaseLine, $"{number}, continued", Styles.Small.Style);
            flow.Y += Styles.Caption.Leading;
            Cells(head, widths, (column, line, x, y) =>
            {
                foreach (var fragment in line.Fragments)
                {
                    flow.Page.Canvas.Text(x, flow.Y + y, fragment.Text, fragment.Style);
                    x += fragment.Width;
                }
            });
            flow.Y += Height(head);
        });
        Rule(flow, widths, new Stroke(Colour.Ink, 0.8));
    }

    private void Row(Flow flow, IReadOnlyList<TextLine>[] cells, double[] widths, IEnumerable<(string Role, string? Scope)> roles, Element row)
    {
        var painters = roles.Select(r => r.Scope is null ? row.Add(r.Role) : row.Add(r.Role, childAttributes: $"<< /O /Table /Scope /{r.Scope} >>"))
            .Select(cell => new LinePainter(cell)).ToArray();
        Cells(cells, widths, (column, line, x, y) => flow.Draw(painters[column], line, x, flow.Y + y));
        flow.Y += Height(cells);
    }

    private void Cells(IReadOnlyList<TextLine>[] cells, double[] widths, Action<int, TextLine, double, double> draw)
    {
        var left = Flow.Left;
        for (var column = 0; column < cells.Length; column++)
        {
            var y = Padding + Styles.Cell.BaseLine;
            foreach (var line in cells[column])
            {
                var slack = widths[column] - line.Width;
                draw(column, line, left + (table.Columns[column].Align switch { Align.Right => slack, Align.Centre => slack / 2, _ => 0 }), y);
                y += Styles.Cell.Leading;
            }

            left += widths[column] + ColumnWidths.Gap;
        }
    }

    private static LineBreaker[] Cells(Flow flow, PdfRow row, Setting setting) => [.. row.Cells.Select(c => flow.Breaker(c, setting.Style))];

    private static IReadOnlyList<TextLine>[] Lines(LineBreaker[] cells, double[] widths) => [.. cells.Zip(widths, (cell, width) => cell.Lines(width))];

    private static double Height(IReadOnlyList<TextLine>[] cells) => (2 * Padding) + (Styles.Cell.Leading * Math.Max(1, cells.Max(c => c.Count)));

    private static void Rule(Flow flow, double[] widths, Stroke stroke)
    {
        var right = Flow.Left + widths.Sum() + (ColumnWidths.Gap * (widths.Length - 1));
        flow.Page.Artifact(() => flow.Page.Canvas.Line(Flow.Left, flow.Y, right, flow.Y, stroke));
    }
}
