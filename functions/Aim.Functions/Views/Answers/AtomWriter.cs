using System.Globalization;
using System.Text;
using System.Xml;

namespace Aim.Functions.Views.Answers;

/// <summary>Something that a feed reader shows once.</summary>
/// <param name="Id">A URN that stays with it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Updated">When what it rests on was published.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Link">The address of its evidence.</param>
/// <param name="Category">What kind it is of.</param>
public sealed record AtomEntry(string Id, string Title, DateTimeOffset Updated, string Summary, string Link, string Category);

/// <summary>Writes a list as a feed: Atom 1.0 (RFC 4287). Links are relative to the address of the feed.</summary>
internal static class AtomWriter
{
    public const string AtomType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="meta">What the answer says of itself.</param>
    /// <param name="query">The question mark and what follows, or nothing.</param>
    /// <param name="entries">In the order of the list.</param>
    public static byte[] Write(Meta meta, string? query, IReadOnlyList<AtomEntry> entries)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("feed", Namespace);
            Text(xml, "id", $"urn:aim:{meta.Dataset}");
            Text(xml, "title", $"Aim: {meta.Title}");
            if (meta.Sample) Text(xml, "subtitle", "Sample data: made up, not real trade.");
            // A feed must have the element also when nothing is published yet.
            Text(xml, "updated", meta.PublishedAt ?? "1970-01-01T00:00:00Z");
            xml.WriteStartElement("author", Namespace);
            Text(xml, "name", "Aim: an open Aluminum Import Monitor");
            xml.WriteEndElement();
            Link(xml, "self", $"/api/v1/{meta.Dataset}.atom{query}", AtomType);
            Link(xml, "alternate", $"/api/v1/{meta.Dataset}.json{query}", "application/json");
            foreach (var entry in entries) Write(xml, entry);
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, AtomEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "id", entry.Id);
        Text(xml, "title", entry.Title);
        Text(xml, "updated", entry.Updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", entry.Category);
        xml.WriteEndElement();
        Link(xml, "alternate", entry.Link, "application/json");
        Text(xml, "summary", entry.Summary);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }
}
