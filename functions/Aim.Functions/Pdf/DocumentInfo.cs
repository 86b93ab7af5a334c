using System.Globalization;
using System.Security;
using System.Text;
using Aim.Functions.Pdf.Writing;

namespace Aim.Functions.Pdf;

/// <summary>What a document says of itself.</summary>
/// <param name="Title">Shown in the window and read out first.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Created">The only date in the file; none when null.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Language">A language tag (BCP 47).</param>
public sealed record DocumentInfo(string Title, string Author, DateTimeOffset? Created = null, string? Subject = null, string Language = "en-US")
{
    internal string Dictionary() =>
        $"<< /Title {PdfSyntax.Text(Title)} /Author {PdfSyntax.Text(Author)}{(Subject is null ? "" : $" /Subject {PdfSyntax.Text(Subject)}")}"
        + $"{(Created is { } created ? $" /CreationDate {PdfSyntax.Date(created)}" : "")} >>";

    /// <summary>The same for readers of XMP.</summary>
    internal byte[] Metadata() => Encoding.UTF8.GetBytes(
        "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
        + $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{SecurityElement.Escape(Title)}</rdf:li></rdf:Alt></dc:title>\n"
        + $"<dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(Author)}</rdf:li></rdf:Seq></dc:creator>\n"
        + (Subject is null
            ? ""
            : $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{SecurityElement.Escape(Subject)}</rdf:li></rdf:Alt></dc:description>\n")
        + $"<dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(Language)}</rdf:li></rdf:Bag></dc:language>\n"
        + (Created is { } created
            ? string.Create(CultureInfo.InvariantCulture, $"<xmp:CreateDate>{created.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</xmp:CreateDate>\n")
            : "")
        + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
