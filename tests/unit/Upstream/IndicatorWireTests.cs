using System.Net;
using System.Text;
using System.Text.Json;
using Aim.Pipeline.Usgs;
using Aim.Tests.Usgs;
using Aim.Trade;
using Xunit;

namespace Aim.Tests.Upstream;

/// <summary>The recorded BLS and USGS, as their clients see them.</summary>
public sealed class IndicatorWireTests : IAsyncDisposable
{
    private const string Imports = "date,country,crude_t,semis_t,scrap_t,total_t\n";
    private readonly RecordedFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task An_answer_of_bls_has_the_form_of_the_published_one()
    {
        await _folder.With("bls.csv", "series,period,value,footnote\nLAUCN040010000000005,2022-11,16890,\nLAUCN040010000000005,2023-01,17585,P\nLAUCN040010000000005,2022-12,16945,P\n").StartAsync();
        var answer = await AskAsync("""{"seriesid":["LAUCN040010000000005"],"startyear":"2022","endyear":"2023","registrationkey":"k"}""");
        var real = await File.ReadAllTextAsync(RealData.File("bls_v2_success_real_2023.json"), TestContext.Current.CancellationToken);
        Assert.Equal(Untimed(real).Trim(), Untimed(answer));
    }

    [Fact]
    public async Task Only_the_newest_month_of_all_is_latest_and_what_is_not_there_is_told_in_messages()
    {
        await _folder.With("bls.csv", "series,period,value,footnote\nA,2022-11,1,\nA,2023-02,-,R\n").StartAsync();
        var answer = await AskAsync("""{"seriesid":["A","B"],"startyear":"2021","endyear":"2022"}""");
        Assert.DoesNotContain("latest", answer, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(answer);
        Assert.Equal(["No Data Available for Series A Year: 2021", "Series does not exist for Series B"], json.RootElement.GetProperty("message").EnumerateArray().Select(m => m.GetString()));
        Assert.Contains("""{"year":"2023","period":"M02","periodName":"February","latest":"true","value":"-","footnotes":[{"code":"R","text":"Revised."}]}""", await AskAsync("""{"seriesid":["A"],"startyear":"2023","endyear":"2023"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_and_a_wrong_key_are_told_with_a_status_of_yes()
    {
        await _folder.With("bls.csv", "series,period,value,footnote\nA,2022-11,1,\n").StartAsync(key: "right");
        string Ask(int series, string key = "right") => $$"""{"seriesid":[{{string.Join(',', Enumerable.Range(1, series).Select(i => $"\"S{i}\""))}}],"startyear":"2022","endyear":"2022","registrationkey":"{{key}}"}""";
        Assert.Contains("REQUEST_SUCCEEDED", await AskAsync(Ask(50)), StringComparison.Ordinal);
        Assert.Contains("REQUEST_NOT_PROCESSED", await AskAsync(Ask(51)), StringComparison.Ordinal);
        Assert.Contains("REQUEST_NOT_PROCESSED", await AskAsync(Ask(26), "v1"), StringComparison.Ordinal);
        Assert.Contains("\"Results\":[{", await AskAsync(Ask(25), "v1"), StringComparison.Ordinal);
        Assert.Contains("The key:wrong provided by the User is invalid.", await AskAsync(Ask(1, "wrong")), StringComparison.Ordinal);
        Assert.Contains("limit of 20 years", await AskAsync("""{"seriesid":["A"],"startyear":"1990","endyear":"2022"}"""), StringComparison.Ordinal);
        Assert.Contains("REQUEST_FAILED_INVALID_PARAMETERS", await AskAsync("rubbish"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_questions_of_a_day_are_counted()
    {
        await using var server = await Aim.Upstream.UpstreamServer.StartAsync(new Aim.Upstream.UpstreamOptions { DataDirectory = _folder.Path, BlsQuestionsPerDay = 2 }, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        var answers = new List<string>();
        for (var i = 0; i < 3; i++) answers.Add(await http.GetStringAsync(new Uri("/publicAPI/v2/timeseries/data/A", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal([false, false, true], answers.Select(a => a.Contains("daily threshold", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_issue_is_a_workbook_and_what_is_not_there_is_forbidden()
    {
        await _folder.With("usgs-imports.csv", Imports + "2026-05-01,Canada,1000,20,0,1020\n2026-06-01,China,0,0.3,,5\n2026-06-01,Canada,2000,0,3,2000\n2026-06-01,Total,2000,0.3,3,2010\n")
            .With("usgs-exports.csv", Imports + "2026-06-01,Mexico,1,2,3,6\n2026-06-01,Total,1,2,3,6\n").With("usgs-production.csv", "date,primary_t\n2026-06-01,54200\n2026-04-01,\n").StartAsync();
        var issue = await IssueAsync("202606");
        Assert.Equal(
            ["China: 0 0~ . 5", "Canada: 2000 0 3 2000", "Total: 2000 0~ 3 2010", "Mexico: 1 2 3 6", "Total: 1 2 3 6"],
            issue!.Trade.SelectMany(t => t.Rows.Append(t.Total)).Select(Issues.Text));
        Assert.Equal("54200", Issues.Text(Assert.Single(issue.Production).Value));
        Assert.Empty(issue.Unread);
        Assert.Equal((await BytesAsync("202606")).Body, (await BytesAsync("202606")).Body);
        foreach (var other in new[] { "202607", "202604", "2026", "abcdef", "202613" })
        {
            var (status, body) = await BytesAsync(other);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains("AccessDenied", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Years_and_months_of_a_real_table_come_out_as_they_went_in()
    {
        var lines = await File.ReadAllLinesAsync(RealData.File("usgs-imports-2024-2025.csv"), TestContext.Current.CancellationToken);
        await _folder.With("usgs-imports-2024-2025.csv", string.Join('\n', lines)).StartAsync();
        foreach (var month in lines.Skip(1).GroupBy(l => l[..7], StringComparer.Ordinal))
        {
            var table = Assert.Single((await IssueAsync(month.Key.Replace("-", "", StringComparison.Ordinal)))!.Trade);
            Assert.Equal(
                month.Select(l => l[11..].Replace("\"", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
                table.Rows.Append(table.Total).Select(r => $"{r.Name},{string.Join(',', r.Tons.Select(Issues.Text))}").Order(StringComparer.Ordinal));
            Assert.Empty(UsgsCheck.Run("usgs", Month.Parse(month.Key), table));
        }
    }

    [Fact]
    public async Task A_dated_file_counts_from_its_day_on_for_the_periods_that_it_has()
    {
        await _folder.With("bls.csv", "series,period,value,footnote\nA,2026-01,1,P\nA,2026-02,2,\n").With("bls-2026-06-12.csv", "series,period,value,footnote\nA,2026-01,3,\n")
            .With("usgs-imports.csv", Imports + "2026-01-01,Canada,1,1,1,3\n2026-01-01,Total,1,1,1,3\n").With("usgs-imports-2026-06-12.csv", Imports + "2026-01-01,Total,9,9,9,27\n").StartAsync();
        foreach (var (day, value, rows, total) in new[] { ("2026-06-11", "1", 1, "3"), ("2026-06-12", "3", 0, "27") })
        {
            await _folder.PutAsync("/_replay", $$"""{"date":"{{day}}"}""");
            var answer = await AskAsync("""{"seriesid":["A"],"startyear":"2026","endyear":"2026"}""");
            Assert.Contains($"\"periodName\":\"January\",\"value\":\"{value}\"", answer, StringComparison.Ordinal);
            Assert.Contains("\"value\":\"2\"", answer, StringComparison.Ordinal);
            var table = Assert.Single((await IssueAsync("202601"))!.Trade);
            Assert.Equal((rows, total), (table.Rows.Count, Issues.Text(table.Total.Tons[^1])));
        }
    }

    [Theory]
    [InlineData("bls-bad.csv", "series,period,value,footnote\nA,2026-1,1,\n", "bls-bad.csv, line 2, column period: '2026-1' is not a month (YYYY-MM)")]
    [InlineData("bls-bad.csv", "series,period,value,footnote\nA,2026-01,x,\n", "bls-bad.csv, line 2, column value: 'x' is not a number from 0 on")]
    [InlineData("usgs-imports-bad.csv", "date,country,crude_t,semis_t,scrap_t,total_t\n2026-13-01,Canada,1,1,1,3\n", "usgs-imports-bad.csv, line 2, column date: '2026-13-01' is not a date (YYYY-MM-DD)")]
    [InlineData("usgs-exports-bad.csv", "date,country,crude_t,semis_t,scrap_t,total_t\n2026-01-01,Canada,-1,1,1,3\n", "usgs-exports-bad.csv, line 2, column crude_t: '-1' is not a number from 0 on")]
    [InlineData("usgs-production-bad.csv", "date,primary\n", "usgs-production-bad.csv, line 1, column primary_t: column is absent from the header")]
    public void A_malformed_file_is_named_with_line_and_column(string name, string text, string message)
    {
        _folder.With(name, text);
        var file = new Aim.Upstream.Recorded.RecordedFile(new FileInfo(Path.Combine(_folder.Path, name)));
        Assert.Equal(message, Assert.Throws<Aim.Upstream.Data.CsvException>(() => file.ParseIndicators()).Message);
    }

    private static string Untimed(string answer) => System.Text.RegularExpressions.Regex.Replace(answer, "\"responseTime\":\\d+", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private async Task<string> AskAsync(string question, string version = "v2")
    {
        using var content = new StringContent(question, Encoding.UTF8, "application/json");
        using var response = await _folder.Http.PostAsync(new Uri($"/publicAPI/{version}/timeseries/data/", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> BytesAsync(string issue)
    {
        using var response = await _folder.Http.GetAsync(new Uri($"/assets/palladium/production/s3fs-public/media/files/mis-{issue}-alumi.xlsx", UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private async Task<UsgsIssue?> IssueAsync(string issue) =>
        await BytesAsync(issue) is (HttpStatusCode.OK, var body) ? UsgsReader.Read(new MemoryStream(body), Month.Parse($"{issue[..4]}-{issue[4..]}")) : null;
}
