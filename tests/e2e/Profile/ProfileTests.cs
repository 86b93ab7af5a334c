using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aim.Tests.Pdf;
using Xunit;

namespace Aim.EndToEnd.Tests.Profile;

/// <summary>The profile of the industry, as JSON and in print, through the API of a real run.</summary>
public sealed partial class ProfileTests(ProfileApp app) : IClassFixture<ProfileApp>
{
    private static readonly string[] SectionIds = ["summary", "structure", "developments", "prices", "production", "employment", "wages", "trade", "tariffs", "forecast", "sources"];

    [Theory]
    [InlineData("")]
    [InlineData("?quarter=2024-Q2")]
    public async Task Every_number_is_that_of_the_address_beside_it(string query)
    {
        var (walk, sections) = (new ProfileWalk(app.Api), await SectionsAsync(query));
        foreach (var section in sections)
        {
            foreach (var statement in section.GetProperty("statements").EnumerateArray()) await walk.StatementAsync(statement);
            foreach (var table in section.GetProperty("tables").EnumerateArray()) await walk.TableAsync(table);
            foreach (var chart in section.GetProperty("charts").EnumerateArray()) await walk.ChartAsync(chart);
        }

        Assert.InRange(walk.Count, 1000, int.MaxValue);
    }

    [Fact]
    public async Task It_has_all_sections_and_each_has_something_to_say()
    {
        var sections = await SectionsAsync("");
        Assert.Equal(SectionIds, sections.Select(s => s.GetProperty("id").GetString()));
        Assert.All(sections.SkipLast(1), s => Assert.NotEmpty(s.GetProperty("statements").EnumerateArray()));
        Assert.Equal(
            ["imports_usgs", "imports_aim", "exports_usgs", "scrap_exports", "prices", "production", "employment", "wages"],
            (await app.Api.JsonAsync("api/v1/industry-profile.json")).GetProperty("developments").EnumerateArray().Select(d => d.GetProperty("id").GetString()));
        Assert.Equal(
            ["counts_companies-primary", "counts_employees"],
            sections[1].GetProperty("statements").EnumerateArray().Select(s => s.GetProperty("id").GetString()).Where(i => i!.StartsWith("counts", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_past_day_asks_all_questions_as_of_that_day()
    {
        var day = (await app.Api.ColumnsAsync("api/v1/vintages.json"))["id"][0].GetString();
        var urls = Urls().Matches(await app.Api.TextAsync($"api/v1/industry-profile.json?as_of={day}")).Select(m => m.Groups["url"].Value).ToList();
        Assert.NotEmpty(urls);
        Assert.All(urls, u => Assert.EndsWith($"as_of={day}", u, StringComparison.Ordinal));
        Assert.Empty((await app.Api.JsonAsync("api/v1/industry-profile.json?as_of=2015-01-01")).GetProperty("sections").EnumerateArray());
    }

    [Fact]
    public async Task The_report_prints_every_number_of_the_profile()
    {
        var day = (await app.Api.ColumnsAsync("api/v1/vintages.json"))["id"][0].GetString();
        var (pdf, sections) = (await PdfAsync(""), await SectionsAsync($"?as_of={day}"));
        PdfTools.Check(pdf);
        var text = Flat(PdfTools.Text(pdf));
        foreach (var section in sections)
        {
            Assert.Contains(Flat(section.GetProperty("title").GetString()!), text, StringComparison.Ordinal);
            foreach (var statement in section.GetProperty("statements").EnumerateArray())
            {
                var rest = text[text.IndexOf(Flat(statement.GetProperty("text").GetString()!)[..20], StringComparison.Ordinal)..];
                foreach (var number in statement.GetProperty("numbers").EnumerateArray()) Assert.Contains(Flat(number.GetProperty("text").GetString()!), rest, StringComparison.Ordinal);
            }

            foreach (var table in section.GetProperty("tables").EnumerateArray())
            {
                var formats = table.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("format").GetString()!).ToList();
                Assert.Contains(Flat(table.GetProperty("title").GetString()!), text, StringComparison.Ordinal);
                foreach (var (cell, format) in table.GetProperty("rows").EnumerateArray().SelectMany(r => r.EnumerateArray().Zip(formats)).Where(c => c.First.ValueKind == JsonValueKind.Number))
                    Assert.Contains(Flat(Printed(cell.GetDecimal(), format)), text, StringComparison.Ordinal);
            }
        }

        var pages = int.Parse(Pages().Match(PdfTools.Info(pdf)).Groups["pages"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(pages, 8, 20);
        Assert.Contains("Sampledata", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_a_vintage_is_one_file_of_one_type()
    {
        using var answer = await app.Api.GetAsync("api/v1/industry-profile.pdf?quarter=2024-Q2");
        Assert.Equal(("application/pdf", "*"), (answer.Content.Headers.ContentType?.MediaType, string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Origin"))));
        using var again = await app.Api.GetAsync("api/v1/industry-profile.pdf?quarter=2024-Q2", ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(await PdfAsync(""), await PdfAsync(""));
        Assert.NotEqual(await PdfAsync(""), await PdfAsync("?quarter=2024-Q2"));
    }

    [Theory]
    [InlineData("?quarter=2025-Q5", HttpStatusCode.BadRequest)]
    [InlineData("?freq=Q", HttpStatusCode.BadRequest)]
    [InlineData("?as_of=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("?as_of=2015-01-01", HttpStatusCode.NotFound)]
    public async Task What_is_no_report_is_told(string query, HttpStatusCode expected)
    {
        using var answer = await app.Api.GetAsync($"api/v1/industry-profile.pdf{query}");
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private async Task<List<JsonElement>> SectionsAsync(string query) => [.. (await app.Api.JsonAsync($"api/v1/industry-profile.json{query}")).GetProperty("sections").EnumerateArray()];

    private async Task<byte[]> PdfAsync(string query)
    {
        using var answer = await app.Api.GetAsync($"api/v1/industry-profile.pdf{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Without what the end of a line changes: white space, and hyphens, which the reader takes for broken words.</summary>
    private static string Flat(string text) => Broken().Replace(text, "");

    private static string Printed(decimal value, string format) => value.ToString(
        format switch { "index" => "0.0", "money" => "0.00", "ratio" => "0.000", "plain" => "#,0.###", "percent" => "0.0 %", _ => "#,0" }, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"url\":\"(?<url>/[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Urls();

    [GeneratedRegex(@"[\s-]+", RegexOptions.None, 1000)]
    private static partial Regex Broken();

    [GeneratedRegex(@"Pages:\s+(?<pages>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Pages();
}
