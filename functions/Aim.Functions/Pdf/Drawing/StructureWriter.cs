using System.Globalization;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf.Drawing;

/// <summary>Writes the structure tree, and the table that leads back to it from content and links.</summary>
internal sealed class StructureWriter(PdfFile file, Dictionary<PdfPage, int> pages)
{
    private readonly Dictionary<Element, int> _ids = [];
    private readonly Dictionary<LinkArea, int> _links = [];

    /// <summary>The reference to a new annotation for a link.</summary>
    /// <param name="link">The link.</param>
    /// <param name="action">Where it leads, as written.</param>
    public string Annotation(LinkArea link, string action)
    {
        // Pages have the first numbers of the table that leads back.
        var key = pages.Count + _links.Count;
        var id = file.Add(
            $"<< /Type /Annot /Subtype /Link /Rect [{PdfSyntax.Numbers(link.From.X, link.From.Y, link.To.X, link.To.Y)}] /Border [0 0 0] /F 4 "
            + string.Create(CultureInfo.InvariantCulture, $"/StructParent {key} /Contents {PdfSyntax.Text(link.Label)} {action} >>"));
        _links.Add(link, id);
        return PdfSyntax.Reference(id);
    }

    /// <summary>The number of the tree's root.</summary>
    public int Write(Element document)
    {
        var root = file.Reserve();
        Write(document, root);
        var back = pages.Keys.Select(p => PdfSyntax.Array(p.Owners.Select(o => PdfSyntax.Reference(_ids[o]))))
            .Concat(_links.Keys.Select(l => PdfSyntax.Reference(_ids[l.Owner])))
            .Select((value, key) => string.Create(CultureInfo.InvariantCulture, $"{key} {value}"));
        var parents = file.Add($"<< /Nums {PdfSyntax.Array(back)} >>");
        file.Set(root, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /StructTreeRoot /K {_ids[document]} 0 R /ParentTree {parents} 0 R /ParentTreeNextKey {pages.Count + _links.Count} >>"));
        return root;
    }

    private void Write(Element element, int parent)
    {
        var id = file.Reserve();
        _ids.Add(element, id);
        foreach (var kid in element.Kids.OfType<Element>()) Write(kid, id);
        file.Set(
            id,
            $"<< /Type /StructElem /S /{element.Role} /P {PdfSyntax.Reference(parent)} /K {PdfSyntax.Array(element.Kids.Select(Kid))}"
            + (element.Alternative is { } text ? $" /Alt {PdfSyntax.Text(text)}" : "")
            + (element.Attributes is { } attributes ? $" /A {attributes} >>" : " >>"));
    }

    private string Kid(object kid) => kid switch
    {
        Element element => PdfSyntax.Reference(_ids[element]),
        Marked marked => string.Create(CultureInfo.InvariantCulture, $"<< /Type /MCR /Pg {pages[marked.Page]} 0 R /MCID {marked.Number} >>"),
        LinkArea link => string.Create(CultureInfo.InvariantCulture, $"<< /Type /OBJR /Pg {pages[link.Page]} 0 R /Obj {_links[link]} 0 R >>"),
        _ => throw new InvalidOperationException("An element has elements, marked content and links."),
    };
}
