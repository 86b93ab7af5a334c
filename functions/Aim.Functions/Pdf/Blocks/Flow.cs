using System.Globalization;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>Where the next block goes: fills pages from top to bottom, and keeps room at their feet for the notes that they call.</summary>
/// <param name="document">What is filled.</param>
/// <param name="pages">By anchor the page on which a heading stood when the document was set before; empty the first time.</param>
internal sealed class Flow(PdfDocument document, IReadOnlyDictionary<string, int> pages)
{
    private const double NoteGap = 8, NoteIndent = 12;

    private readonly Dictionary<Prose.Span, int> _numbers = [];
    private readonly List<(Prose.Span Span, Element Owner)> _notes = [];
    private double _notesHeight;
    private (double End, double Height) _gap;

    public PdfDocument Document => document;

    public PdfPage Page { get; private set; } = document.AddPage();

    /// <summary>From the top of the page.</summary>
    public double Y { get; set; } = Styles.TopMargin;

    public static double Left => Styles.SideMargin;

    public double Width => document.Size.Width - (2 * Styles.SideMargin);

    /// <summary>What is left of the page above its notes.</summary>
    public double Room => document.Size.Height - Styles.BottomMargin - _notesHeight - Y;

    /// <summary>The height of an empty page.</summary>
    public double PageRoom => document.Size.Height - Styles.BottomMargin - Styles.TopMargin;

    public bool IsAtTop => Y <= Styles.TopMargin;

    public int Figures { get; set; }

    public int Tables { get; set; }

    public string PageOf(string anchor) => pages.GetValueOrDefault(anchor).ToString(CultureInfo.InvariantCulture);

    /// <summary>Space between blocks: of two in a row the larger one counts, and at the top of a page there is none.</summary>
    public void Gap(double height)
    {
        if (IsAtTop) return;

        var before = _gap.End == Y ? _gap.Height : 0;
        Y += Math.Max(0, height - before);
        _gap = (Y, Math.Max(before, height));
    }

    public void NextPage()
    {
        FinishPage();
        Page = document.AddPage();
        Y = Styles.TopMargin;
    }

    /// <summary>Begins a page unless so much room is left.</summary>
    public void Need(double height)
    {
        if (height > Room && !IsAtTop) NextPage();
    }

    public LineBreaker Breaker(Prose prose, TextStyle style) => new(document.Fonts, prose, style, span =>
    {
        if (!_numbers.TryGetValue(span, out var number)) _numbers.Add(span, number = _numbers.Count + 1);
        return number.ToString(CultureInfo.InvariantCulture);
    });

    /// <summary>What the notes that these lines call would take from the page.</summary>
    public double NotesHeight(IEnumerable<TextLine> lines)
    {
        var height = lines.SelectMany(l => l.Notes).Sum(n => NoteLines(n).Count * Styles.Note.Leading);
        return height > 0 && _notes.Count == 0 ? height + NoteGap : height;
    }

    /// <summary>Draws one line with its links, and takes up the notes that it calls.</summary>
    /// <param name="painter">Knows the elements of the links.</param>
    public void Draw(LinePainter painter, TextLine line, double x, double y)
    {
        _notesHeight += NotesHeight([line]);
        _notes.AddRange(line.Notes.Select(n => (n, painter.Owner)));
        painter.Draw(Page, line, x, y);
    }

    /// <summary>Sets the notes of the page at its foot.</summary>
    public void FinishPage()
    {
        if (_notes.Count == 0) return;

        var y = document.Size.Height - Styles.BottomMargin - _notesHeight + NoteGap;
        Page.Artifact(() => Page.Canvas.Line(Left, y - 4, Left + 90, y - 4, new Stroke(Colour.Soft)));
        foreach (var (span, owner) in _notes)
        {
            var note = owner.Add("Note");
            Page.Tagged(note.Add("Lbl"), () => Page.Canvas.Text(Left, y + Styles.Note.BaseLine, $"{_numbers[span]}\u00a0", Styles.Note.Style));
            var painter = new LinePainter(note.Add("P"));
            foreach (var line in NoteLines(span))
            {
                painter.Draw(Page, line, Left + NoteIndent, y + Styles.Note.BaseLine);
                y += Styles.Note.Leading;
            }
        }

        _notes.Clear();
        _notesHeight = 0;
    }

    private IReadOnlyList<TextLine> NoteLines(Prose.Span span) => Breaker(span.Footnote!, Styles.Note.Style).Lines(Width - NoteIndent);
}
