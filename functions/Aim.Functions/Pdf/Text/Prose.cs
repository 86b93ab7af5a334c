using System.Text.RegularExpressions;
using Aim.Functions.Pdf.Drawing;

namespace Aim.Functions.Pdf.Text;

/// <summary>
/// Running text with emphasis, links and footnotes, put together piece by piece:
/// <c>new Prose("Imports rose ").Bold("3.2%").Link(" (series)", address).Note("Preliminary.")</c>. Runs of white space count as one
/// space; no-break spaces stay.
/// </summary>
public sealed partial class Prose
{
    private readonly List<Span> _spans = [];

    public Prose(string text) => Plain(text);

    internal IReadOnlyList<Span> Spans => _spans;

    public static implicit operator Prose(string text) => new(text);

    public Prose Plain(string text) => Add(new(Clean(text), FontWeight.Regular));

    public Prose Bold(string text) => Add(new(Clean(text), FontWeight.Bold));

    /// <summary>A link to an address.</summary>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public Prose Link(string text, Uri address) => address.IsAbsoluteUri
        ? Add(new(Clean(text), FontWeight.Regular, new LinkTarget(address, null)))
        : throw new ArgumentException($"'{address}' is not absolute.", nameof(address));

    /// <summary>A link to a heading of the document, by its anchor.</summary>
    public Prose See(string text, string anchor) => Add(new(Clean(text), FontWeight.Regular, new LinkTarget(null, anchor)));

    /// <summary>A raised number, and the note at the foot of the page on which it stands.</summary>
    /// <exception cref="ArgumentException">The note has a note.</exception>
    public Prose Note(Prose note) => note._spans.Any(s => s.Footnote is not null)
        ? throw new ArgumentException("A note has no notes.", nameof(note))
        : Add(new("", FontWeight.Regular, Footnote: note));

    /// <summary>The same pieces, all of them bold.</summary>
    internal Prose AllBold()
    {
        var bold = new Prose("");
        foreach (var span in _spans) bold.Add(span with { Weight = FontWeight.Bold });
        return bold;
    }

    private Prose Add(Span span)
    {
        if (span.Text.Length > 0 || span.Footnote is not null) _spans.Add(span);
        return this;
    }

    private static string Clean(string text) => Blank().Replace(text, " ");

    [GeneratedRegex("[ \t\r\n]+", RegexOptions.None, 1000)]
    private static partial Regex Blank();

    /// <summary>A piece; a class, as two pieces that say the same are two.</summary>
    internal sealed record Span(string Text, FontWeight Weight, LinkTarget? Target = null, Prose? Footnote = null)
    {
        public bool Equals(Span? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
