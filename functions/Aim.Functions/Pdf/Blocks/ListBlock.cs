using System.Globalization;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>Points of a list, with bullets or numbers.</summary>
internal sealed class ListBlock(IReadOnlyList<Prose> items, bool isNumbered) : Block
{
    private const double Indent = 16, ItemGap = 3;

    public override double Lead(Flow flow) => Styles.Body.Leading * 2;

    public override void Place(Flow flow)
    {
        var list = flow.Document.Root.Add("L", childAttributes: $"<< /O /List /ListNumbering /{(isNumbered ? "Decimal" : "Disc")} >>");
        foreach (var (item, number) in items.Select((item, at) => (item, at + 1)))
        {
            var point = list.Add("LI");
            var label = point.Add("Lbl");
            var mark = isNumbered ? string.Create(CultureInfo.InvariantCulture, $"{number}.") : "•";
            new ParagraphBlock(item, Styles.Body).Place(
                flow,
                point.Add("LBody"),
                Flow.Left + Indent,
                flow.Width - Indent,
                y => flow.Page.Tagged(label, () => flow.Page.Canvas.Text(Flow.Left + Indent - 5, y, $"{mark}\u00a0", Styles.Body.Style, Align.Right)));
            flow.Gap(ItemGap);
        }

        flow.Gap(Styles.ParagraphGap);
    }
}
