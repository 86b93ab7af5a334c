using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Alerts and their feed over the sample: what is planted is found, and the evidence answers the figures.</summary>
public sealed class SampleAlertTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Alerts_have_evidence_filters_and_a_feed()
    {
        await using var app = await AppProcess.StartAsync();
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();
        var alerts = await AlertsAsync(api, "");

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts.Count, alerts.Select(a => Text(a, "id")).Distinct().Count());
        Assert.Equal(alerts.Select(a => Text(a, "period")).OrderDescending(StringComparer.Ordinal), alerts.Select(a => Text(a, "period")));
        foreach (var byRule in alerts.GroupBy(a => Text(a, "rule"))) await EvidenceHoldsAsync(api, byRule.First());

        var some = alerts[^1];
        var filtered = await AlertsAsync(api, $"?rule={Text(some, "rule")}&from={Text(some, "period")}&to={Text(some, "period")}");
        Assert.Equal(
            alerts.Where(a => Text(a, "rule") == Text(some, "rule") && Text(a, "period") == Text(some, "period")).Select(a => Text(a, "id")), filtered.Select(a => Text(a, "id")));
        Assert.Empty(await AlertsAsync(api, "?as_of=2021-07-05"));
        using var bad = await api.GetAsync("api/v1/alerts.json?rule=serge");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);

        await FeedSaysTheSameAsync(api, alerts);
    }

    private static async Task FeedSaysTheSameAsync(Api api, List<JsonElement> alerts)
    {
        using var answer = await api.GetAsync("api/v1/alerts.atom");
        var feed = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(alerts.Select(a => $"urn:aim:alert:{Text(a, "id")}"), feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value));
        Assert.Equal(alerts.Select(a => Text(a, "evidence")), feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "link")!.Attribute("href")!.Value));
        Assert.All(feed.Descendants(Atom + "updated"), u => Assert.True(DateTimeOffset.TryParse(u.Value, CultureInfo.InvariantCulture, out _)));

        using var again = await api.GetAsync("api/v1/alerts.atom", ("If-None-Match", answer.Headers.ETag!.ToString()));
        using var other = await api.GetAsync("api/v1/us-imports.atom");
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotFound), (again.StatusCode, other.StatusCode));
    }

    /// <summary>Sums the tons of the evidence as the rule's sentence says, and compares them with the value.</summary>
    private static async Task EvidenceHoldsAsync(Api api, JsonElement alert)
    {
        var columns = await api.ColumnsAsync(Text(alert, "evidence")!.TrimStart('/'));
        var rows = Enumerable.Range(0, columns["period"].Length).Where(i => columns["period"][i].GetString() == Text(alert, "period")).ToList();
        var value = Text(alert, "rule") switch
        {
            "smelt-elsewhere" => Tons(i => Is("smelt", i, "related")) / Tons(i => columns["smelt"][i].GetString() is not ("secondary" or "unknown")),
            "low-unit-value" => rows.Where(i => Is("origin", i, "country")).Sum(i => columns["value_usd"][i].GetDouble()) / Tons(i => Is("origin", i, "country")),
            "code-shift" => Tons(i => Is("product", i, "product")),
            "sanctioned-smelt" => Tons(i => Is("smelt", i, "related") || Is("cast", i, "related")),
            _ => Tons(_ => true),
        };
        Assert.Equal(alert.GetProperty("value").GetDouble(), value, Math.Abs(value) * 1e-9);

        bool Is(string column, int row, string field) => columns[column][row].GetString() == Text(alert, field);

        double Tons(Func<int, bool> counts) => rows.Where(counts).Sum(i => columns["quantity_t"][i].GetDouble());
    }

    private static async Task<List<JsonElement>> AlertsAsync(Api api, string query) =>
        [.. (await api.JsonAsync($"api/v1/alerts.json{query}")).GetProperty("alerts").EnumerateArray()];

    private static string? Text(JsonElement alert, string field) => alert.GetProperty(field).GetString();
}
