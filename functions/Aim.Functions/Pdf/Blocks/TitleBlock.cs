using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>The title of the document, what it is, and as of when.</summary>
internal sealed class TitleBlock(string title, string? subtitle, Prose? stand) : Block
{
    public override double Lead(Flow flow) => 0;

    public override void Place(Flow flow)
    {
        var page = flow.Page;
        var y = flow.Y;
        page.Artifact(() => page.Canvas.Rectangle(Flow.Left, y, 54, 4, Colour.Series[0]));
        flow.Y += 16;
        new ParagraphBlock(title, Styles.Title).Place(flow, flow.Document.Root.Add("H1"), Flow.Left, flow.Width, _ => { });
        flow.Gap(5);
        if (subtitle is not null) new ParagraphBlock(subtitle, Styles.Subtitle).Place(flow);
        if (stand is not null) new ParagraphBlock(stand, Styles.Small, Styles.BlockGap).Place(flow);
    }
}
