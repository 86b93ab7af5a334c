using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>Text over the width of the page. Never leaves one line alone at the top or the foot of a page.</summary>
internal sealed class ParagraphBlock(Prose prose, Setting setting, double after = Styles.ParagraphGap) : Block
{
    public override double Lead(Flow flow)
    {
        var first = Lines(flow, flow.Width).Take(2).ToList();
        return (first.Count * setting.Leading) + flow.NotesHeight(first);
    }

    public override void Place(Flow flow)
    {
        Place(flow, flow.Document.Root.Add("P"), Flow.Left, flow.Width, _ => { });
        flow.Gap(after);
    }

    /// <summary>Sets the text into a column.</summary>
    /// <param name="owner">What the text belongs to.</param>
    /// <param name="mark">Draws beside the first line, whose base line it is given.</param>
    public void Place(Flow flow, Element owner, double x, double width, Action<double> mark)
    {
        var lines = Lines(flow, width);
        var painter = new LinePainter(owner);
        for (var at = 0; at < lines.Count;)
        {
            var count = Fitting(flow, lines, at);
            if (count == 0)
            {
                flow.NextPage();
                continue;
            }

            foreach (var line in lines.Skip(at).Take(count))
            {
                if (line == lines[0]) mark(flow.Y + setting.BaseLine);
                flow.Draw(painter, line, x, flow.Y + setting.BaseLine);
                flow.Y += setting.Leading;
            }

            at += count;
        }
    }

    private IReadOnlyList<TextLine> Lines(Flow flow, double width) => flow.Breaker(prose, setting.Style).Lines(width);

    private int Fitting(Flow flow, IReadOnlyList<TextLine> lines, int at)
    {
        var (left, fits) = (lines.Count - at, 0);
        while (fits < left && ((fits + 1) * setting.Leading) + flow.NotesHeight(lines.Skip(at).Take(fits + 1)) <= flow.Room) fits++;
        if (fits == left) return fits;

        if (left - fits == 1) fits--;
        if (fits < 2 && at == 0) fits = 0;
        return flow.IsAtTop ? Math.Max(1, fits) : Math.Max(0, fits);
    }
}
