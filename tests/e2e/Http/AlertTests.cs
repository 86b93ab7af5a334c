using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Alerts and their feed over a year of Census and licences, with a pattern for each rule in the month after it.</summary>
public sealed class AlertTests
{
    private const string Sheet = "7606123091", Foil = "7607113000", Profiles = "7604210090";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Every_pattern_is_told_with_evidence_filters_and_a_feed()
    {
        using var data = new TemporaryDirectory();
        Write(data.Path);
        await using var app = await AppProcess.StartAsync("--data", data.Path);
        using var api = new Api(app.BaseAddress);
        await api.WaitUntilIdleAsync();
        var alerts = await AlertsAsync(api, "");

        Assert.Equal(
            [
                "code-shift-2026-01-foil-IT-sheet-plate", "low-unit-value-2026-01-hollow-profiles-alloy-IN", "no-smelter-2026-01-all-VN",
                "sanctioned-smelt-2026-01-all-TR-RU", "smelt-elsewhere-2026-01-sheet-plate-TH-CN", "surge-2026-01-sheet-plate-VN",
            ],
            alerts.Select(a => Text(a, "id")).Where(id => id is "surge-2026-01-sheet-plate-VN" || !id!.StartsWith("surge", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var byRule in alerts.GroupBy(a => Text(a, "rule"))) await EvidenceHoldsAsync(api, byRule.First());

        Assert.Equal(["no-smelter-2026-01-all-VN"], (await AlertsAsync(api, "?rule=no-smelter,code-shift&country=VN&from=2026-01&to=2026-01")).Select(a => Text(a, "id")));
        Assert.Empty(await AlertsAsync(api, "?to=2025-12"));
        Assert.Empty(await AlertsAsync(api, "?as_of=2026-02-02"));
        Assert.EndsWith("&as_of=2026-02-03", Text((await AlertsAsync(api, "?as_of=2026-02-03"))[0], "evidence"), StringComparison.Ordinal);
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
        Assert.All(feed.Elements(Atom + "entry"), e => Assert.Equal("2026-02-03T12:00:00Z", e.Element(Atom + "updated")!.Value));

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

    private static void Write(string directory)
    {
        var year = Enumerable.Range(1, 12).Select(month => new DateOnly(2025, month, 15)).ToList();
        var (january, text) = (new DateOnly(2026, 1, 15), new StringBuilder(
            "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port\n"));
        var id = 0;
        foreach (var day in year)
        {
            Add(day, Sheet, "VN", "AU", 2000);
            Add(day, Sheet, "TH", "AU", 2000);
            Add(day, Profiles, "IN", "IN", 500);
            Add(day, Profiles, "KR", "AU", 1000);
            Add(day, Sheet, "IT", "NO", 1000);
            Add(day, Foil, "IT", "NO", 400);
        }

        Add(january, Sheet, "VN", "AU", 4000);
        Add(january, Sheet, "TH", "CN", 1500);
        Add(january, Sheet, "TH", "AU", 500);
        Add(january, Profiles, "IN", "IN", 500, price: 1200);
        Add(january, Profiles, "KR", "AU", 1000);
        Add(january, Foil, "IT", "NO", 1400);
        Add(january, Foil, "TR", "RU", 100);
        File.WriteAllText(Path.Combine(directory, "licenses-2026-02-03.csv"), text.ToString());
        new Recording("census-imports", [new RecordedFile(null, [.. year.Select(d => new Row($"{d:yyyy-MM}", Sheet, "5520", 6_000_000, 2_000_000))])]).WriteTo(directory);

        // Twenty shipments, all alike.
        void Add(DateOnly day, string hts10, string origin, string smelt, int tons, int price = 3000)
        {
            for (var i = 0; i < 20; i++)
                text.Append(CultureInfo.InvariantCulture, $"L{id++},{day.AddDays(-5):yyyy-MM-dd},active,Consumption,{day:yyyy-MM-dd},{hts10},{origin},{origin},{smelt},N/A,{origin},{tons * 50},{tons * price / 20},5301\n");
        }
    }
}
