using System.Globalization;
using System.Text.Json;
using Aim.Pipeline;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Aim.Tests.Upstream;
using Aim.Trade;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Xunit;

namespace Aim.Tests.Comtrade;

/// <summary>The client against the recorded service over HTTP.</summary>
public sealed class ComtradeClientTests : IAsyncLifetime
{
    private const string Key = "secret-key";
    private static readonly string[] Headings = ["7601", "7606"];
    private static readonly Month[] Year = [.. Enumerable.Range(0, 12).Select(i => new Month(2024, 1) + i)];
    private readonly RecordedFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async ValueTask InitializeAsync() => await folder
        .WithComtrade("comtrade.csv", [.. Year.SelectMany(m => Headings.SelectMany(h => new[] { 842, 36, 156 }.SelectMany(p => new[] { $"{m},124,{p},X,{h},5,10", $"{m},124,{p},M,{h},1,2" })))])
        .StartAsync(Key);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await folder.DisposeAsync();
    }

    [Fact]
    public async Task A_year_is_one_question_with_a_key_and_one_a_month_without()
    {
        foreach (var (key, requests) in new[] { (Key, 1), (null, 12) })
        {
            await CountAsync();
            var (address, answer) = await FetchAsync(Client(key), Year);
            Assert.Equal(12 * 2 * 2 * 4, answer!.Cells.Count);
            Assert.Equal((answer.Cells.Count, 0), (answer.Rows, answer.Repeated));
            Assert.DoesNotContain(Key, address!.ToString(), StringComparison.Ordinal);
            Assert.Equal(requests, await CountedAsync());
        }
    }

    [Fact]
    public async Task The_address_asks_for_totals()
    {
        var (address, _) = await FetchAsync(Client(Key), [new Month(2024, 1), new Month(2024, 2)]);
        Assert.Equal(
            "/data/v1/get/C/M/HS?reporterCode=124&period=202401,202402&partner2Code=0&cmdCode=7601,7606&flowCode=M,X&customsCode=C00&motCode=0&maxRecords=100000&format=JSON",
            address!.PathAndQuery);
    }

    [Fact]
    public async Task Where_nothing_is_published_nothing_comes()
    {
        Assert.Null((await FetchAsync(Client(Key), [new Month(2023, 1)])).Address);
        Assert.Null((await FetchAsync(Client(null), [new Month(2023, 1), new Month(2023, 2)])).Address);
    }

    [Theory]
    [InlineData(193, 1)]
    [InlineData(192, 3)]
    [InlineData(20, 23)]
    [InlineData(9, 47)]
    [InlineData(5, 95)]
    public async Task An_answer_that_reaches_the_cap_is_asked_for_in_halves(int cap, int requests)
    {
        await CountAsync();
        var (_, answer) = await FetchAsync(Client(Key, o => o.RowCap = cap), Year);
        Assert.Equal((192, 0), (answer!.Cells.Count, answer.Repeated));
        Assert.Equal(requests, await CountedAsync());
    }

    [Fact]
    public async Task What_cannot_be_halved_any_more_is_too_large()
    {
        var refused = await RefusedAsync(Client(Key, o => o.RowCap = 4), Year);
        Assert.Equal(SourceFault.TooLarge, refused.Fault);
        Assert.Contains("period=202401&partner2Code=0&cmdCode=7601&flowCode=M", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"statusCode":401,"message":"Access denied due to invalid subscription key."}""", SourceFault.Key)]
    [InlineData(403, """{"statusCode":403,"message":"Forbidden"}""", SourceFault.Key)]
    [InlineData(403, """{"statusCode":403,"message":"Out of call volume quota. Quota will be replenished in 02:30:00."}""", SourceFault.Quota)]
    [InlineData(200, """{"error":"Access denied due to invalid subscription key secret-key"}""", SourceFault.Key)]
    [InlineData(200, """{"error":"Rate limit is exceeded. Try again in 2 seconds."}""", SourceFault.Throttled)]
    [InlineData(200, """{"error":"Maximum number of periods for preview is 1","count":0,"data":null}""", SourceFault.TooLarge)]
    [InlineData(200, """{"count":0,"data":[],"error":"Unexpected failure"}""", SourceFault.Service)]
    [InlineData(400, """{"statusCode":400,"errorObject":{"errorMessage":"Invalid cmdCode"}}""", SourceFault.Service)]
    [InlineData(404, "<html>secret-key</html>", SourceFault.Service)]
    [InlineData(302, "", SourceFault.Service)]
    public async Task A_refusal_is_told_for_what_it_is_and_without_the_key(int status, string body, SourceFault fault)
    {
        await FaultAsync(status, body, status == 302 ? """{"Location":"/elsewhere?secret-key"}""" : "{}");
        var refused = await RefusedAsync(Client(Key), [new Month(2024, 1)]);
        Assert.Equal(fault, refused.Fault);
        Assert.DoesNotContain(Key, refused.Message, StringComparison.Ordinal);
        Assert.Equal(fault == SourceFault.Quota, refused.Until is not null);
        if (refused.Until is { } until) Assert.InRange(until - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(149), TimeSpan.FromMinutes(150));
    }

    [Theory]
    [InlineData("<html>Service Unavailable</html>")]
    [InlineData("""{"elapsedTime":"0.2 secs","count":4,"data":[{"typeCode":"C","freq""")]
    public async Task What_is_no_answer_is_left_to_the_reader(string body)
    {
        await FaultAsync(200, body);
        await using var spool = new Spool();
        Assert.NotNull(await Client(Key).FetchYearAsync(124, Year, Headings, spool, TestContext.Current.CancellationToken));
        Assert.Equal(body.Length, spool.Length);
        await Assert.ThrowsAsync<ComtradeFormatException>(() => ComtradeReader.ReadAsync(spool.Rewind(), 124, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", """{"statusCode":429,"message":"Rate limit is exceeded. Try again in 1 seconds."}""", 1)]
    [InlineData("1", "{}", 1)]
    [InlineData("{now+2}", "{}", 1)]
    [InlineData("{now-100}", "{}", 0)]
    [InlineData("soon", """{"message":"Rate limit is exceeded. Try again in 1 seconds."}""", 1)]
    [InlineData("soon", "{}", 0)]
    public async Task A_wait_that_the_service_names_is_kept(string retryAfter, string body, int seconds)
    {
        await FaultAsync(429, body, retryAfter.Length > 0 ? $$"""{"Retry-After":"{{retryAfter}}"}""" : "{}", count: 1);
        var began = TimeProvider.System.GetTimestamp();
        Assert.NotNull((await FetchAsync(Client(Key), [new Month(2024, 1)])).Address);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, seconds * 0.98, 20);
    }

    [Theory]
    [InlineData("""{"Retry-After":"3600"}""", "")]
    [InlineData("{}", "Try again in 3600 seconds.")]
    [InlineData("{}", "Rate limit is exceeded.")]
    public async Task A_wait_beyond_the_budget_ends_the_run(string headers, string body)
    {
        await FaultAsync(429, body, headers);
        var began = TimeProvider.System.GetTimestamp();
        var refused = await RefusedAsync(Client(Key), [new Month(2024, 1)]);
        Assert.Equal((SourceFault.Throttled, true), (refused.Fault, refused.StopsRun));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        await folder.PutAsync("/_faults", """[{"kind":"cut","path":"/data","count":1},{"kind":"cut","path":"/data","count":1,"declareLength":true}]""");
        Assert.Equal(192, (await FetchAsync(Client(Key), Year)).Answer!.Cells.Count);
    }

    [Fact]
    public async Task Requests_keep_their_distance()
    {
        var client = Client(null, o => o.PauseMilliseconds = 150);
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(FetchAsync(client, Year[..2]), FetchAsync(client, Year[2..4]));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0.44, 20);
    }

    [Fact]
    public async Task What_is_available_is_asked_for_once_by_all_who_ask_together()
    {
        await folder.PutAsync("/_faults", """[{"kind":"set-value","path":"/public/v1/getDA","column":"lastReleased","value":"\"2025-06-12T01:47:07.73\"","row":2}]""");
        var client = Client(null, o => o.FirstMonth = "2024-11");
        var lists = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.AvailableAsync(TestContext.Current.CancellationToken)));

        Assert.All(lists, l => Assert.Same(lists[0], l));
        Assert.Equal(1, await CountedAsync());
        Assert.Equal([new(124, new Month(2024, 11), Time("2000-01-01")), new(124, new Month(2024, 12), Time("2000-01-01"))], lists[0]);
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        Assert.NotSame(lists[0], await client.AvailableAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_available_is_kept_for_a_while_but_a_failure_is_not()
    {
        await FaultAsync(200, "<html></html>", count: 1);
        var client = Client(null, o => o.AvailabilityMinutes = 60);
        await Assert.ThrowsAsync<SourceException>(() => client.AvailableAsync(TestContext.Current.CancellationToken));
        var list = await client.AvailableAsync(TestContext.Current.CancellationToken);
        Assert.Same(list, await client.AvailableAsync(TestContext.Current.CancellationToken));
        Assert.Equal(12, list.Count);
    }

    [Theory]
    [InlineData("""{"Count":1,"Data":[{"DatasetCode":1,"Period":"202501","ReporterCode":36,"LastReleased":"2025-06-12T01:47:07.73"}],"Error":""}""")]
    [InlineData("""{"count":2,"data":[{"period":202501,"reporterCode":36,"lastReleased":"2025-06-12T01:47:07.73Z"},{"period":202501,"reporterCode":36,"lastReleased":"2024-01-01"}],"error":""}""")]
    public async Task What_is_available_may_be_written_either_way(string body)
    {
        await FaultAsync(200, body);
        Assert.Equal([new(36, new Month(2025, 1), Time("2025-06-12T01:47:07.73"))], await Client(Key).AvailableAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_list_that_is_none_is_refused()
    {
        await FaultAsync(200, "<html></html>");
        var refused = await Assert.ThrowsAsync<SourceException>(() => Client(Key).AvailableAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SourceFault.Content, refused.Fault);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private ComtradeClient Client(string? key, Action<ComtradeOptions>? change = null)
    {
        var options = new AimOptions { Comtrade = { BaseUrl = folder.Http.BaseAddress!, Key = key, PauseMilliseconds = 0, AvailabilityMinutes = 0, CallsPerDay = 0 } };
        options.Comtrade.BudgetSeconds = 20;
        options.Comtrade.RetryMilliseconds = 50;
        change?.Invoke(options.Comtrade);

        // Without a limit of calls nothing is stored.
        const string nowhere = "AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:1/none;TableEndpoint=http://127.0.0.1:1/none";
        var storage = new AimStorage(new BlobServiceClient(nowhere), new TableServiceClient(nowhere));
        var upstream = new UpstreamClient(http, TimeProvider.System);
        return new ComtradeClient(upstream, Options.Create(options), new ComtradeQuota(storage, Options.Create(options), TimeProvider.System), TimeProvider.System);
    }

    private static async Task<(Uri? Address, ComtradeAnswer? Answer)> FetchAsync(ComtradeClient client, IReadOnlyList<Month> months)
    {
        await using var spool = new Spool();
        var address = (await client.FetchYearAsync(124, months, Headings, spool, TestContext.Current.CancellationToken))?.Origin;
        return (address, address is null ? null : await ComtradeReader.ReadAsync(spool.Rewind(), 124, TestContext.Current.CancellationToken));
    }

    private static Task<SourceException> RefusedAsync(ComtradeClient client, IReadOnlyList<Month> months) =>
        Assert.ThrowsAsync<SourceException>(() => FetchAsync(client, months));

    /// <summary>Counts requests by a rule that strikes none.</summary>
    private Task CountAsync() => folder.PutAsync("/_faults", """[{"kind":"answer","nth":1000000}]""");

    private async Task<int> CountedAsync()
    {
        using var rules = JsonDocument.Parse(await folder.Http.GetStringAsync("/_faults", TestContext.Current.CancellationToken));
        return rules.RootElement[0].GetProperty("matched").GetInt32();
    }

    private Task FaultAsync(int status, string body, string headers = "{}", int? count = null) => folder.PutAsync(
        "/_faults",
        $$"""[{"kind":"answer","status":{{status}},"body":{{JsonSerializer.Serialize(body)}},"headers":{{headers}},"count":{{(count is null ? "null" : count)}}}]""");
}
