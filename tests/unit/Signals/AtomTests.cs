using System.Text;
using System.Xml.Linq;
using Aim.Functions.Views.Answers;
using Xunit;

namespace Aim.Tests.Signals;

public sealed class AtomTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly AtomEntry Entry = new(
        "urn:aim:alert:surge-2026-01-all-VN", "surge <&> \"sheet\"", new DateTimeOffset(2026, 2, 3, 14, 0, 0, TimeSpan.FromHours(2)), "4,000 t & more.", "/api/v1/us-imports.json?a=1&b=2", "surge");

    [Fact]
    public void A_feed_and_its_entries_have_all_that_the_standard_demands()
    {
        var feed = Read([Entry, Entry with { Id = "urn:aim:alert:other" }], "2026-02-04T12:00:00Z", "?rule=surge&from=2026-01");

        Assert.Equal(("urn:aim:alerts", "2026-02-04T12:00:00Z"), (Text(feed, "id"), Text(feed, "updated")));
        Assert.NotEqual("", Text(feed, "title"));
        Assert.NotEqual("", Text(feed.Element(Atom + "author")!, "name"));
        Assert.Equal("/api/v1/alerts.atom?rule=surge&from=2026-01", feed.Elements(Atom + "link").Single(l => (string?)l.Attribute("rel") == "self").Attribute("href")!.Value);
        Assert.Equal(2, feed.Elements(Atom + "entry").Select(e => Text(e, "id")).Distinct().Count());
        var entry = feed.Elements(Atom + "entry").First();
        Assert.Equal(
            (Entry.Id, Entry.Title, "2026-02-03T12:00:00Z", Entry.Summary, Entry.Link, Entry.Category),
            (Text(entry, "id"), Text(entry, "title"), Text(entry, "updated"), Text(entry, "summary"), entry.Element(Atom + "link")!.Attribute("href")!.Value, entry.Element(Atom + "category")!.Attribute("term")!.Value));
        Assert.Contains("made up", Text(feed, "subtitle"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_feed_is_valid_before_anything_is_published()
    {
        var feed = Read([], null, null);

        Assert.True(DateTimeOffset.TryParse(Text(feed, "updated"), null, out _));
        Assert.Empty(feed.Elements(Atom + "entry"));
    }

    private static XElement Read(IReadOnlyList<AtomEntry> entries, string? published, string? query)
    {
        var meta = new Meta { Dataset = "alerts", Title = "Alerts", DataVersion = "0", Sample = true, PublishedAt = published };
        var document = XDocument.Parse(Encoding.UTF8.GetString(AtomWriter.Write(meta, query, entries)));
        Assert.Equal(Atom + "feed", document.Root!.Name);
        return document.Root;
    }

    private static string Text(XElement parent, string name) => parent.Elements(Atom + name).Single().Value;
}
