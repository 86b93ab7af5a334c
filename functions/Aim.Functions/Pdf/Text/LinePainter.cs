using Aim.Functions.Pdf.Drawing;

namespace Aim.Functions.Pdf.Text;

/// <summary>Draws the lines of one piece of prose. A link that goes over several lines stays one element.</summary>
internal sealed class LinePainter(Element owner)
{
    private readonly Dictionary<Prose.Span, Element> _links = [];

    public Element Owner => owner;

    /// <param name="y">The base line.</param>
    public void Draw(PdfPage page, TextLine line, double x, double y)
    {
        for (var at = 0; at < line.Fragments.Count;)
        {
            var element = ElementOf(line.Fragments[at].Span);
            var together = line.Fragments.Skip(at).TakeWhile(f => ElementOf(f.Span) == element).ToList();
            page.Tagged(element, () =>
            {
                foreach (var fragment in together) x = Draw(page, fragment, x, y);
            });
            if (element.Role == "Link")
            {
                var link = together[0];
                var text = link.Text.TrimEnd();
                var (width, height) = (page.Canvas.Width(text, link.Style), 1.3 * link.Style.Size);
                page.Link(element, link.Span.Target!, text, x - link.Width, y - link.Style.Size, width, height);
            }

            at += together.Count;
        }
    }

    private static double Draw(PdfPage page, Fragment fragment, double x, double y)
    {
        page.Canvas.Text(x, y - fragment.Rise, fragment.Text, fragment.Style);
        if (fragment.Span.Target is not null)
        {
            var width = page.Canvas.Width(fragment.Text.TrimEnd(), fragment.Style);
            page.Canvas.Line(x, y + 1.6, x + width, y + 1.6, new Stroke(Colour.Link, 0.35));
        }

        return x + fragment.Width;
    }

    private Element ElementOf(Prose.Span span)
    {
        var role = span.Target is not null ? "Link" : span.Footnote is not null ? "Reference" : null;
        if (role is null) return owner;
        if (!_links.TryGetValue(span, out var element)) _links.Add(span, element = owner.Add(role));
        return element;
    }
}
