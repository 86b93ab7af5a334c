using System.Globalization;
using Aim.Functions.Pdf.Text;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>A drawing between its caption and its source, on one page.</summary>
internal sealed class FigureBlock(PdfFigure figure) : Block
{
    private const double Above = 6, Below = 5;

    public override double Lead(Flow flow)
    {
        var caption = flow.Breaker($"Figure 00. {figure.Caption}", Styles.Caption.Style).Lines(flow.Width).Count * Styles.Caption.Leading;
        var source = figure.Source is null ? 0 : flow.Breaker(figure.Source, Styles.Small.Style).Lines(flow.Width).Count * Styles.Small.Leading;
        return (Styles.BlockGap / 2) + caption + Above + figure.Drawing.Height(flow.Width) + Below + source;
    }

    /// <exception cref="PdfException">It is higher than a page.</exception>
    public override void Place(Flow flow)
    {
        if (Lead(flow) > flow.PageRoom) throw new PdfException($"The figure '{figure.Caption}' is higher than a page.");

        flow.Need(Lead(flow));
        flow.Gap(Styles.BlockGap / 2);
        var group = flow.Document.Root.Add("Div");
        var caption = string.Create(CultureInfo.InvariantCulture, $"Figure {++flow.Figures}. {figure.Caption}");
        new ParagraphBlock(caption, Styles.Caption).Place(flow, group.Add("Caption"), Flow.Left, flow.Width, _ => { });
        flow.Y += Above;
        var height = figure.Drawing.Height(flow.Width);
        var (upper, lower) = (flow.Page.Canvas.OnPage(Flow.Left, flow.Y), flow.Page.Canvas.OnPage(Flow.Left + flow.Width, flow.Y + height));
        var box = $"<< /O /Layout /Placement /Block /BBox [{PdfSyntax.Numbers(upper.X, lower.Y, lower.X, upper.Y)}] >>";
        flow.Page.Tagged(group.Add("Figure", figure.Alternative, box), () => figure.Drawing.Draw(flow.Page.Canvas.At(Flow.Left, flow.Y), flow.Width));
        flow.Y += height + Below;
        if (figure.Source is { } source) new ParagraphBlock(source, Styles.Small).Place(flow, group.Add("P"), Flow.Left, flow.Width, _ => { });
        flow.Gap(Styles.BlockGap);
    }
}
