using System.Globalization;
using System.Text;
using Aim.Functions.Pdf.Fonts;

namespace Aim.Functions.Pdf.Drawing;

/// <summary>One page: its content, and which part of it belongs to which element.</summary>
internal sealed class PdfPage
{
    private readonly StringBuilder _content = new();

    public PdfPage(int number, PageSize size, FontSet fonts)
    {
        Number = number;
        Canvas = new Canvas(_content, fonts, 0, size.Height);
    }

    /// <summary>1 for the first.</summary>
    public int Number { get; }

    public Canvas Canvas { get; }

    /// <summary>The element of each piece of marked content, by its number.</summary>
    public List<Element> Owners { get; } = [];

    public List<LinkArea> Links { get; } = [];

    public byte[] Content => Encoding.ASCII.GetBytes(_content.ToString());

    /// <summary>Draws what belongs to an element.</summary>
    public void Tagged(Element owner, Action draw)
    {
        var number = Owners.Count;
        Owners.Add(owner);
        owner.Kids.Add(new Marked(this, number));
        Canvas.Write(string.Create(CultureInfo.InvariantCulture, $"/{owner.Role} <</MCID {number}>> BDC"));
        draw();
        Canvas.Write("EMC");
    }

    /// <summary>Draws what is no content: rules, page numbers, heads that repeat.</summary>
    public void Artifact(Action draw)
    {
        Canvas.Write("/Artifact BMC");
        draw();
        Canvas.Write("EMC");
    }

    /// <summary>Makes a rectangle of the page a link.</summary>
    public void Link(Element owner, LinkTarget target, string label, double x, double top, double width, double height)
    {
        var link = new LinkArea(this, target, label, Canvas.OnPage(x, top + height), Canvas.OnPage(x + width, top), owner);
        Links.Add(link);
        owner.Kids.Add(link);
    }
}
