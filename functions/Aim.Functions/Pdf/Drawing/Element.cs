namespace Aim.Functions.Pdf.Drawing;

/// <summary>
/// An element of the document's structure (ISO 32000-1, section 14.8.4): what a screen reader walks. Its kids are elements, marked
/// content of pages and links, in reading order.
/// </summary>
/// <param name="role">A standard structure type, for example <c>P</c>, <c>H1</c>, <c>Table</c>.</param>
/// <param name="alternative">What stands for it where it can't be seen; for figures.</param>
/// <param name="attributes">An attribute dictionary, as written.</param>
internal sealed class Element(string role, string? alternative = null, string? attributes = null)
{
    public string Role => role;

    public string? Alternative => alternative;

    public string? Attributes => attributes;

    public List<object> Kids { get; } = [];

    public Element Add(string childRole, string? childAlternative = null, string? childAttributes = null)
    {
        var child = new Element(childRole, childAlternative, childAttributes);
        Kids.Add(child);
        return child;
    }
}

/// <summary>Marked content of a page.</summary>
internal sealed record Marked(PdfPage Page, int Number);
