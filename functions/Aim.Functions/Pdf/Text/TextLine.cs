using Aim.Functions.Pdf.Drawing;

namespace Aim.Functions.Pdf.Text;

/// <summary>Part of a piece of prose that stands on one line.</summary>
/// <param name="Span">The piece.</param>
/// <param name="Text">What of it stands here; the number of a note.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Rise">How far above the line it stands.</param>
/// <param name="Width">In points.</param>
internal sealed record Fragment(Prose.Span Span, string Text, TextStyle Style, double Rise, double Width);

/// <summary>One line of text.</summary>
/// <param name="Fragments">From left to right; the last one keeps the space at which the line was broken.</param>
/// <param name="Width">In points, without that space.</param>
internal sealed record TextLine(IReadOnlyList<Fragment> Fragments, double Width)
{
    public IEnumerable<Prose.Span> Notes => Fragments.Where(f => f.Span.Footnote is not null).Select(f => f.Span);
}
