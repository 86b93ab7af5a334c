using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>The feed of releases is one by RFC 4287, and says what the list of vintages says.</summary>
public sealed partial class ReleaseFeedTests(RandomDataApp app)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Every_vintage_has_an_entry_that_leads_to_its_figures()
    {
        using var answer = await app.Api.GetAsync("api/v1/vintages.atom");
        var feed = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var entries = feed.Elements(Atom + "entry").ToList();
        var vintages = await app.Api.ColumnsAsync("api/v1/vintages.json");
        var expected = vintages["id"].Select((id, i) => $"urn:aim:vintage:{id.GetString()}:{vintages["feed"][i].GetString()}");

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Single(feed.Elements(Atom + "author").Elements(Atom + "name"));
        Assert.Equal("/api/v1/vintages.atom", feed.Elements(Atom + "link").Single(l => (string?)l.Attribute("rel") == "self").Attribute("href")!.Value);
        Assert.All(entries.Prepend(feed), e =>
        {
            Assert.StartsWith("urn:aim:", Text(e, "id"), StringComparison.Ordinal);
            Assert.NotEqual("", Text(e, "title"));
            Assert.Matches(Time(), Text(e, "updated"));
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), entries.Select(e => Text(e, "id")).Order(StringComparer.Ordinal));
        Assert.Equal(entries.Select(e => Text(e, "updated")).OrderDescending(StringComparer.Ordinal), entries.Select(e => Text(e, "updated")));
        Assert.Equal(Text(feed, "updated"), Text(entries[0], "updated"));
        Assert.All(entries, e => Assert.Contains("The industry profile renews with it: /api/v1/industry-profile.pdf", Text(e, "summary"), StringComparison.Ordinal));
        foreach (var link in entries.Select(e => e.Element(Atom + "link")!.Attribute("href")!.Value))
        {
            using var linked = await app.Api.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, linked.StatusCode);
            Assert.NotEmpty((await app.Api.ColumnsAsync(link))["period"]);
        }
    }

    [Fact]
    public async Task As_of_a_day_it_has_what_there_was_then()
    {
        var feed = XElement.Parse(await app.Api.TextAsync($"api/v1/vintages.atom?as_of={app.Days[0]:yyyy-MM-dd}"));

        Assert.NotEmpty(feed.Elements(Atom + "entry"));
        Assert.All(feed.Elements(Atom + "entry"), e => Assert.Contains($":{app.Days[0]:yyyy-MM-dd}:", Text(e, "id"), StringComparison.Ordinal));
    }

    private static string Text(XElement parent, string name) => parent.Elements(Atom + name).Single().Value;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
