using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>The headings of the first two levels with their pages, each a link.</summary>
internal sealed class ContentsBlock(string title, IReadOnlyList<Block> blocks) : Block
{
    private const double NumberWidth = 26, Indent = 14;

    public override double Lead(Flow flow) => 60;

    public override void Place(Flow flow)
    {
        var setting = Styles.Heading(2).Setting;
        flow.Need(Lead(flow));
        new ParagraphBlock(title, setting).Place(flow, flow.Document.Root.Add("P"), Flow.Left, flow.Width, _ => { });
        flow.Gap(4);
        var contents = flow.Document.Root.Add("TOC");
        foreach (var heading in blocks.OfType<HeadingBlock>().Where(h => h.Level <= 2)) Entry(flow, contents.Add("TOCI").Add("Reference"), heading);
        flow.Gap(Styles.BlockGap);
    }

    private static void Entry(Flow flow, Element owner, HeadingBlock heading)
    {
        var style = Styles.Body.Style with { Weight = heading.Level == 1 ? FontWeight.Bold : FontWeight.Regular };
        var lines = flow.Breaker(heading.Text, style).Lines(flow.Width - NumberWidth - Indent);
        var height = Styles.Body.Leading * lines.Count;
        flow.Gap(heading.Level == 1 ? 4 : 0);
        flow.Need(height);
        var (page, left, right) = (flow.Page, Flow.Left + (Indent * (heading.Level - 1)), Flow.Left + flow.Width);
        var link = owner.Add("Link");
        page.Link(link, new LinkTarget(null, heading.Anchor), heading.Text, Flow.Left, flow.Y, flow.Width, height);
        foreach (var line in lines)
        {
            page.Tagged(link, () =>
            {
                var x = left;
                foreach (var fragment in line.Fragments)
                {
                    page.Canvas.Text(x, flow.Y + Styles.Body.BaseLine, fragment.Text, fragment.Style);
                    x += fragment.Width;
                }
            });
            flow.Y += Styles.Body.Leading;
        }

        var y = flow.Y - Styles.Body.Leading + Styles.Body.BaseLine;
        page.Tagged(link, () => page.Canvas.Text(right, y, flow.PageOf(heading.Anchor), style, Align.Right));
        page.Artifact(() => page.Canvas.Line(left + lines[^1].Width + 6, y, right - NumberWidth + 6, y, new Stroke(Colour.Line, 0.5, Dashed: true)));
    }
}
