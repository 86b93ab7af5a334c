using Aim.Functions.Pdf.Fonts;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf.Drawing;

/// <summary>Pages, structure, places that can be led to, and bookmarks; writes them as a file.</summary>
internal sealed class PdfDocument(DocumentInfo info, PageSize size)
{
    private readonly List<PdfPage> _pages = [];
    private readonly Dictionary<string, (PdfPage Page, Point Place)> _anchors = new(StringComparer.Ordinal);
    private readonly List<Bookmark> _bookmarks = [];

    public FontSet Fonts { get; } = new();

    public PageSize Size => size;

    public Element Root { get; } = new("Document");

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage()
    {
        _pages.Add(new PdfPage(_pages.Count + 1, size, Fonts));
        return _pages[^1];
    }

    /// <exception cref="PdfException">The name is taken.</exception>
    public void AddAnchor(string name, PdfPage page, double y)
    {
        if (!_anchors.TryAdd(name, (page, page.Canvas.OnPage(0, y)))) throw new PdfException($"Two places are named '{name}'.");
    }

    /// <param name="level">1 for the outermost.</param>
    public void AddBookmark(int level, string title, string anchor) => _bookmarks.Add(new Bookmark(level, title, anchor));

    /// <exception cref="PdfException">A link leads to a place that is not there.</exception>
    public byte[] Save()
    {
        var file = new PdfFile();
        var catalog = file.Reserve();
        var tree = file.Reserve();
        var ids = _pages.ToDictionary(p => p, _ => file.Reserve());
        var resources = file.Add($"<< /Font {Fonts.Write(file)} >>");
        var structure = new StructureWriter(file, ids);
        foreach (var page in _pages)
        {
            var links = page.Links.Select(link => structure.Annotation(link, LinkAction(link.Target, ids))).ToList();
            var content = file.AddStream("", page.Content);
            file.Set(
                ids[page],
                $"<< /Type /Page /Parent {PdfSyntax.Reference(tree)} /MediaBox [0 0 {PdfSyntax.Numbers(size.Width, size.Height)}] "
                + $"/Resources {PdfSyntax.Reference(resources)} /Contents {PdfSyntax.Reference(content)} "
                + $"/StructParents {PdfSyntax.Number(page.Number - 1)} /Tabs /S /Annots {PdfSyntax.Array(links)} >>");
        }

        file.Set(tree, $"<< /Type /Pages /Kids {PdfSyntax.Array(ids.Values.Select(PdfSyntax.Reference))} /Count {PdfSyntax.Number(_pages.Count)} >>");
        var metadata = file.AddStream("/Type /Metadata /Subtype /XML", info.Metadata(), plain: true);
        var outlines = Outlines(file, ids);
        file.Set(
            catalog,
            $"<< /Type /Catalog /Version /1.7 /Pages {PdfSyntax.Reference(tree)} /Lang {PdfSyntax.Ascii(info.Language)} /MarkInfo << /Marked true >> "
            + $"/StructTreeRoot {PdfSyntax.Reference(structure.Write(Root))} /ViewerPreferences << /DisplayDocTitle true >> "
            + $"/PageLabels << /Nums [0 << /S /D >>] >> /Metadata {PdfSyntax.Reference(metadata)}"
            + $"{(outlines is { } outline ? $" /Outlines {PdfSyntax.Reference(outline)} /PageMode /UseOutlines" : "")} >>");
        return file.Save(catalog, file.Add(info.Dictionary()));
    }

    private int? Outlines(PdfFile file, Dictionary<PdfPage, int> ids)
    {
        if (_bookmarks.Count == 0) return null;

        var root = file.Reserve();
        var items = _bookmarks.Select(_ => file.Reserve()).ToArray();
        var nodes = _bookmarks.Select((b, at) => (Bookmark: b, Id: items[at], Parent: Parent(at))).ToList();
        foreach (var node in nodes)
        {
            var siblings = nodes.Where(n => n.Parent == node.Parent).Select(n => n.Id).ToList();
            var place = siblings.IndexOf(node.Id);
            var before = place > 0 ? $" /Prev {PdfSyntax.Reference(siblings[place - 1])}" : "";
            var after = place + 1 < siblings.Count ? $" /Next {PdfSyntax.Reference(siblings[place + 1])}" : "";
            file.Set(
                node.Id,
                $"<< /Title {PdfSyntax.Text(node.Bookmark.Title)} /Parent {PdfSyntax.Reference(node.Parent)} "
                + $"/Dest {Destination(node.Bookmark.Anchor, ids)}{before}{after}{Ends(node.Id)} >>");
        }

        file.Set(root, $"<< /Type /Outlines{Ends(root)} >>");
        return root;

        int Parent(int at)
        {
            var above = Enumerable.Range(0, at).LastOrDefault(before => _bookmarks[before].Level < _bookmarks[at].Level, -1);
            return above < 0 ? root : items[above];
        }

        // All are open, so that the count is that of all descendants.
        string Ends(int id)
        {
            var kids = nodes.Where(n => n.Parent == id).Select(n => n.Id).ToList();
            return kids.Count == 0
                ? ""
                : $" /First {PdfSyntax.Reference(kids[0])} /Last {PdfSyntax.Reference(kids[^1])} /Count {PdfSyntax.Number(Below(id))}";
        }

        int Below(int id) => nodes.Where(n => n.Parent == id).Sum(n => 1 + Below(n.Id));
    }

    private string LinkAction(LinkTarget target, Dictionary<PdfPage, int> ids) => target.Address is { } address
        ? $"/A << /Type /Action /S /URI /URI {PdfSyntax.Ascii(address.AbsoluteUri)} >>"
        : $"/Dest {Destination(target.Anchor!, ids)}";

    private string Destination(string anchor, Dictionary<PdfPage, int> ids) => _anchors.TryGetValue(anchor, out var at)
        ? $"[{PdfSyntax.Reference(ids[at.Page])} /XYZ 0 {PdfSyntax.Number(at.Place.Y)} null]"
        : throw new PdfException($"A link leads to '{anchor}', which is not in the document.");

    private sealed record Bookmark(int Level, string Title, string Anchor);
}
