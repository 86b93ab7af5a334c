using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Fonts;

namespace Aim.Functions.Pdf.Text;

/// <summary>
/// Sets prose into lines, each as full as it gets. A line may end at a space, after a hyphen or a dash between letters or figures,
/// and after the signs that part an address; a word that is longer than a line is broken where the line ends.
/// </summary>
internal sealed class LineBreaker
{
    private const double NoteSize = 0.66, NoteRise = 0.36;

    private readonly FontSet _fonts;
    private readonly TextStyle _style;
    private readonly List<(Prose.Span Span, string Text, int Start)> _pieces = [];
    private readonly string _text;

    /// <summary>By place in the text the width of all before it.</summary>
    private readonly double[] _widths;

    /// <param name="number">The number of a footnote.</param>
    public LineBreaker(FontSet fonts, Prose prose, TextStyle style, Func<Prose.Span, string> number)
    {
        (_fonts, _style) = (fonts, style);
        var length = 0;
        foreach (var span in prose.Spans)
        {
            var text = span.Footnote is null ? span.Text : number(span);
            _pieces.Add((span, text, length));
            length += text.Length;
        }

        _text = string.Concat(_pieces.Select(p => p.Text));
        _widths = new double[length + 1];
        foreach (var (span, text, start) in _pieces)
        {
            var set = StyleOf(span);
            for (var at = 0; at < text.Length; at++)
            {
                // The second half of a character outside of the first plane adds nothing.
                var isPair = char.IsSurrogatePair(text, at);
                var width = char.IsLowSurrogate(text[at]) ? 0 : _fonts[set.Weight].Width(text.AsSpan(at, isPair ? 2 : 1), set.Size);
                _widths[start + at + 1] = _widths[start + at] + width;
            }
        }
    }

    /// <summary>The width of all of it on one line.</summary>
    public double NaturalWidth => Width(0, _text.Length);

    /// <summary>The width of the longest part that is not broken of itself.</summary>
    public double LeastWidth
    {
        get
        {
            var (widest, start) = (0.0, 0);
            for (var end = 1; end <= _text.Length; end++)
            {
                if (end < _text.Length && !MayBreak(end)) continue;

                widest = Math.Max(widest, Width(start, Trimmed(end)));
                start = end;
            }

            return widest;
        }
    }

    public IReadOnlyList<TextLine> Lines(double width)
    {
        var lines = new List<TextLine>();
        for (var start = 0; start < _text.Length;)
        {
            var end = End(start, width);
            lines.Add(new TextLine([.. Fragments(start, end)], Width(start, Trimmed(end))));
            start = end;
        }

        return lines;
    }

    private int End(int start, double width)
    {
        var (fits, broken) = (start, start);
        for (var end = start + 1; end <= _text.Length && Width(start, Trimmed(end)) <= width + 0.01; end++)
        {
            if (!IsInside(end)) broken = end;
            if (end == _text.Length || MayBreak(end)) fits = end;
        }

        return fits > start ? fits : Math.Max(broken, start + (char.IsHighSurrogate(_text[start]) ? 2 : 1));
    }

    private bool IsInside(int end) => end < _text.Length && char.IsLowSurrogate(_text[end]);

    private int Trimmed(int end)
    {
        while (end > 0 && _text[end - 1] == ' ') end--;
        return end;
    }

    private bool MayBreak(int at)
    {
        var (before, after) = (_text[at - 1], _text[at]);
        return after != ' ' && before switch
        {
            ' ' or '\u2014' => true,
            '-' or '\u2013' or '/' or '?' or '&' or '=' => at > 1 && char.IsLetterOrDigit(_text[at - 2]) && char.IsLetterOrDigit(after),
            _ => false,
        };
    }

    private double Width(int start, int end) => _widths[Math.Max(start, end)] - _widths[start];

    private IEnumerable<Fragment> Fragments(int start, int end)
    {
        foreach (var (span, text, at) in _pieces)
        {
            var (from, to) = (Math.Max(start - at, 0), Math.Min(end - at, text.Length));
            if (from >= to) continue;

            var rise = span.Footnote is null ? 0 : _style.Size * NoteRise;
            yield return new Fragment(span, text[from..to], StyleOf(span), rise, Width(at + from, at + to));
        }
    }

    private TextStyle StyleOf(Prose.Span span) => new(
        span.Footnote is null ? _style.Size : _style.Size * NoteSize,
        span.Target is null ? _style.Colour : Colour.Link,
        _style.Weight == FontWeight.Bold ? FontWeight.Bold : span.Weight);
}
