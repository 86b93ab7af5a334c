using System.Globalization;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>A heading with its bookmark; stays with what follows it.</summary>
/// <param name="level">1 to 3.</param>
/// <param name="text">What it says.</param>
/// <param name="anchor">The name by which links find it.</param>
/// <param name="depth">Its depth in the structure: one more where the document has a title.</param>
internal sealed class HeadingBlock(int level, string text, string anchor, int depth) : Block
{
    public int Level => level;

    public string Text => text;

    public string Anchor => anchor;

    public override double Lead(Flow flow)
    {
        var (setting, before, after) = Styles.Heading(level);
        return before + after + (setting.Leading * flow.Breaker(text, setting.Style).Lines(flow.Width).Count);
    }

    public override void Place(Flow flow)
    {
        var (setting, before, after) = Styles.Heading(level);
        flow.Gap(before);
        flow.Document.AddAnchor(anchor, flow.Page, flow.Y - 6);
        flow.Document.AddBookmark(level, text, anchor);
        var element = flow.Document.Root.Add(string.Create(CultureInfo.InvariantCulture, $"H{depth}"));
        new ParagraphBlock(text, setting).Place(flow, element, Flow.Left, flow.Width, _ => { });
        flow.Gap(after);
    }
}
