using System.Text;
using Aim.Functions.Pdf.Fonts;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf.Drawing;

/// <summary>
/// Where things are drawn: lengths in points, x from the left and y from the top. Every call leaves the state of the page as it
/// found it. Part of a canvas (<see cref="At"/>) draws on the same page.
/// </summary>
public sealed class Canvas
{
    private readonly StringBuilder _content;
    private readonly FontSet _fonts;
    private readonly double _left, _top;

    /// <param name="left">What its x = 0 is on the page.</param>
    /// <param name="top">What its y = 0 is on the page, as a PDF has it: from the bottom.</param>
    internal Canvas(StringBuilder content, FontSet fonts, double left, double top) => (_content, _fonts, _left, _top) = (content, fonts, left, top);

    /// <summary>The same page with another origin.</summary>
    public Canvas At(double x, double y) => new(_content, _fonts, _left + x, _top - y);

    /// <summary>The width of a text in points.</summary>
    public double Width(string text, TextStyle style) => _fonts[style.Weight].Width(text, style.Size);

    /// <summary>One run of text; y is its base line.</summary>
    public void Text(double x, double y, string text, TextStyle style, Align align = Align.Left)
    {
        if (text.Length == 0) return;

        var left = x - (align == Align.Left ? 0 : Width(text, style) / (align == Align.Right ? 1 : 2));
        Write(
            $"BT {Operand(style.Colour ?? Colour.Ink)} rg {FontSet.Name(style.Weight)} {PdfSyntax.Number(style.Size)} Tf "
            + $"{Place(left, y)} Td {_fonts[style.Weight].Encode(text)} Tj ET");
    }

    public void Line(double x1, double y1, double x2, double y2, Stroke stroke) => Path([new(x1, y1), new(x2, y2)], stroke);

    public void Rectangle(double x, double y, double width, double height, Colour fill) =>
        Write($"{Operand(fill)} rg {Place(x, y + height)} {PdfSyntax.Numbers(width, height)} re f");

    /// <summary>A line through points.</summary>
    public void Path(IReadOnlyList<Point> points, Stroke stroke)
    {
        var dash = stroke.Dashed ? $"[{PdfSyntax.Numbers(3 * stroke.Width, 2 * stroke.Width)}] 0 d 0 J" : "[] 0 d 1 J";
        Write($"q {Operand(stroke.Colour)} RG {PdfSyntax.Number(stroke.Width)} w {dash} 1 j {Steps(points)} S Q");
    }

    /// <summary>The area within points.</summary>
    public void Area(IReadOnlyList<Point> points, Colour fill) => Write($"{Operand(fill)} rg {Steps(points)} h f");

    /// <summary>Draws only what falls within a rectangle.</summary>
    public void Clip(double x, double y, double width, double height, Action draw)
    {
        Write($"q {Place(x, y + height)} {PdfSyntax.Numbers(width, height)} re W n");
        draw();
        Write("Q");
    }

    internal void Write(string operators) => _content.Append(operators).Append('\n');

    /// <summary>As the PDF counts, from the left and the bottom of the page.</summary>
    internal Point OnPage(double x, double y) => new(_left + x, _top - y);

    private string Place(double x, double y) => PdfSyntax.Numbers(_left + x, _top - y);

    private string Steps(IReadOnlyList<Point> points) =>
        string.Join(' ', points.Select((p, at) => $"{Place(p.X, p.Y)} {(at == 0 ? "m" : "l")}"));

    private static string Operand(Colour colour) => PdfSyntax.Numbers(colour.Red / 255.0, colour.Green / 255.0, colour.Blue / 255.0);
}
