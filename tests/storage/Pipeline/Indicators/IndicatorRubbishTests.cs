using System.Globalization;
using System.IO.Compression;
using Aim.Pipeline.Bls;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Usgs;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;
using Aim.Trade.Series;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Indicators;

/// <summary>Whatever BLS and USGS answer, what is served stays, the reason is told, the key is nowhere, and the next good answer is taken.</summary>
public sealed class IndicatorRubbishTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Key = "5ec2e70f0c1d4b7e9a6f3d8b2a1c0e9f", Id = "PCU33131-33131-";
    private const string Bls = "/publicAPI", Usgs = "/assets";

    private static readonly FrozenClock Clock = new(new DateTimeOffset(2025, 6, 20, 12, 0, 0, TimeSpan.Zero));

    private RecordedUpstream upstream = null!;
    private PipelineProcess process = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        upstream = await RecordedUpstream.StartAsync(Key);
        Say(100);
        process = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), Clock, upstream.Settings(Key));
        foreach (var feed in IndicatorFeeds()) await PullAsync(feed);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await upstream.DisposeAsync();
    }

    /// <param name="body">The answer.</param>
    /// <param name="reason">Part of what the ledger says of it.</param>
    /// <param name="kept">Whether the refused bytes are kept.</param>
    [Theory]
    [InlineData("""{"status":"REQUEST_NOT_PROCESSED","responseTime":0,"message":["The key:{key} provided by the User is invalid."],"Results":{}}""", "refuses the key", false)]
    [InlineData("""{"status":"REQUEST_NOT_PROCESSED","message":["{key}"],"Results":{}}""", "REQUEST_NOT_PROCESSED", false)]
    [InlineData("""{"status":"REQUEST_FAILED","message":[],"Results":{}}""", "REQUEST_FAILED", false)]
    [InlineData("""{"status":"REQUEST_FAILED_INVALID_PARAMETERS","message":["bad"],"Results":{}}""", "INVALID_PARAMETERS bad", false)]
    [InlineData("<html><body>Access Denied {key}</body></html>", "no JSON", true)]
    [InlineData("{\"status\":\"REQUEST_SUCCEEDED\",\"Results\":{\"series\":[{\"seriesID\":\"PCU33131", "no JSON, or cut", true)]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"PCU33131-33131-","data":[{"year":"2024","period":"M01","value":"1","footnotes":[{}]}]}]}}""", "not of the year that was asked for", true)]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"LAUCN04","data":[{"year":"2025","period":"M01","value":"1","footnotes":[{}]}]}]}}""", "LAUCN04: not one that was asked for", true)]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","Results":{"series":[{"seriesID":"PCU33131-33131-","data":[{"year":"2025","period":"M01","value":"n/a","footnotes":[{}]}]}]}}""", "'n/a' is not a number", true)]
    public Task A_bad_answer_of_bls_is_refused_with_its_reason(string body, string reason, bool kept) =>
        RefusesAsync(BlsFeed.FeedName, $$"""{"kind":"answer","path":"{{Bls}}","body":{{System.Text.Json.JsonSerializer.Serialize(body.Replace("{key}", Key, StringComparison.Ordinal))}}}""", reason, kept);

    [Theory]
    [InlineData(BlsFeed.FeedName, Bls, """{"kind":"answer","status":403,"body":"<HTML>Access Denied {key}</HTML>"}""", "HTTP 403", false)]
    [InlineData(BlsFeed.FeedName, Bls, """{"kind":"answer","status":500,"body":"{key}"}""", "HTTP 500", false)]
    [InlineData(BlsFeed.FeedName, Bls, """{"kind":"answer","status":302,"headers":{"Location":"http://169.254.169.254/{key}"}}""", "not followed", false)]
    [InlineData(BlsFeed.FeedName, Bls, """{"kind":"cut","declareLength":true}""", "", false)]
    [InlineData(BlsFeed.FeedName, Bls, """{"kind":"prefix"}""", "cut", true)]
    [InlineData(BlsFeed.FeedName, Bls, """{"kind":"stall","bytes":0,"seconds":9}""", "time of an attempt", false)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"answer","status":503,"body":"SlowDown"}""", "HTTP 503", false)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"answer","status":302,"headers":{"Location":"http://169.254.169.254/"}}""", "not followed", false)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"answer","body":"<html>Sorry</html>"}""", "no workbook that can be read", true)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"answer"}""", "no workbook that can be read", true)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"prefix"}""", "no workbook that can be read", true)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"cut","declareLength":true}""", "", false)]
    [InlineData(UsgsFeed.FeedName, Usgs, """{"kind":"drip","seconds":0.05}""", "time of an attempt", false)]
    public Task Whatever_goes_wrong_on_the_way_is_told(string feed, string path, string rule, string reason, bool kept) =>
        RefusesAsync(feed, $"{{\"path\":\"{path}\",{rule[1..].Replace("{key}", Key, StringComparison.Ordinal)}", reason, kept);

    [Fact]
    public async Task A_workbook_of_another_month_is_refused()
    {
        upstream.Save("usgs-imports-b.csv", "date,country,crude_t,semis_t,scrap_t,total_t\n2025-04-01,Canada,1,2,3,6\n2025-04-01,Total,1,2,3,6\n");
        await using var spool = new Aim.Pipeline.Storage.Spool();
        await process.Get<UsgsClient>().FetchAsync(new Month(2025, 4), spool, Ct);
        var e = await Assert.ThrowsAsync<SourceException>(() => FeedOf(UsgsFeed.FeedName).ValidateAsync("2025-05", spool.Rewind(), Ct));
        Assert.Contains("'April' is not May", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            for (var i = 0; i < 40; i++) part.Write(new byte[1 << 20]);
        }

        bytes.Position = 0;
        var e = await Assert.ThrowsAsync<SourceException>(() => FeedOf(UsgsFeed.FeedName).ValidateAsync("2025-05", bytes, Ct));
        Assert.Contains("when unpacked", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_used_up_day_is_no_failure_and_is_told_and_waited_for()
    {
        var body = $$"""{"status":"REQUEST_NOT_PROCESSED","message":["Request could not be serviced, as the daily threshold for total number of requests allocated to the user with registration key {{Key}} has been reached."],"Results":{} }""";
        await upstream.SetFaultsAsync($$"""{"kind":"answer","path":"{{Bls}}","body":{{System.Text.Json.JsonSerializer.Serialize(body)}}}""");
        var run = await process.PullAsync("2025-01", "2025-12", FeedOf(BlsFeed.FeedName));

        Assert.Equal((0, Outcomes.Unchanged), (run!.Failed, run.Outcome));
        Assert.Contains("daily threshold", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2025, 6, 21, 0, 0, 0, TimeSpan.Zero), (await process.Get<FeedLedger>().ReadAsync(BlsFeed.FeedName, Ct)).BlockedUntil);
        await NothingHoldsTheKeyAsync();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task An_issue_that_is_not_there_is_no_failure(int status)
    {
        var published = await StoredState.PublishedAsync(process.Storage);
        await upstream.SetFaultsAsync($$"""{"kind":"answer","path":"{{Usgs}}","status":{{status}},"body":"<Error><Code>AccessDenied</Code></Error>"}""");
        var run = await process.PullAsync("2025-05", "2025-05", FeedOf(UsgsFeed.FeedName));
        Assert.Equal((0, 1, 0), (run!.Failed, run.NotAvailable, run.Stored));
        Assert.Equal(published, await StoredState.PublishedAsync(process.Storage));
    }

    [Fact]
    public async Task An_unknown_series_is_an_issue_and_no_failure()
    {
        await using var other = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), Clock, upstream.Settings(Key));
        await other.PullAsync("2025-01", "2025-12", other.Get<FeedRegistry>()[BlsFeed.FeedName]);
        await other.PublishAsync(other.Get<FeedRegistry>()[BlsFeed.FeedName]);
        var issues = await other.Get<Aim.Pipeline.Quality.QualityStore>().OpenAsync(Ct);
        Assert.Contains(issues, i => i is { Kind: "unknown-series", Feed: "bls", Period: "2025-05", Code: "CES3133140001" });
        Assert.DoesNotContain(issues, i => i.Code == Id);
    }

    [Fact]
    public async Task Unchanged_figures_are_not_stored_again()
    {
        var raw = await StoredState.RawAsync(process.Storage);
        foreach (var feed in IndicatorFeeds())
        {
            process.Wire.Reset();
            var run = await process.PullAsync("2025-05", "2025-05", feed);
            Assert.Equal((0, 0), (run!.Stored, run.Failed));
            Assert.InRange(process.Wire.Writes, 1, 2);
        }

        Assert.Equal(raw, await StoredState.RawAsync(process.Storage));
    }

    private async Task RefusesAsync(string feed, string rule, string reason, bool kept)
    {
        var (published, raw) = (await StoredState.PublishedAsync(process.Storage), await StoredState.RawAsync(process.Storage));
        await upstream.SetFaultsAsync(rule);
        Say(200);

        var run = await process.PullAsync("2025-05", "2025-05", FeedOf(feed));
        await process.PublishAsync(FeedOf(feed));

        Assert.Equal((1, 0), (run!.Failed, run.Stored));
        var told = Assert.Single(await process.Get<FeedLedger>().RunsAsync(feed, null, 10, Ct), r => r.Failed > 0);
        Assert.Contains(reason, Assert.Single(told.Errors), StringComparison.Ordinal);
        Assert.Equal(kept ? 1 : 0, (await process.Get<QuarantineStore>().ListAsync(Ct)).Count);
        Assert.Equal(published, await StoredState.PublishedAsync(process.Storage));
        Assert.Equal(raw, await StoredState.RawAsync(process.Storage));
        Assert.Equal(feed == BlsFeed.FeedName ? 100m : 100_000m, await FigureAsync(feed));
        await NothingHoldsTheKeyAsync();

        await upstream.SetFaultsAsync();
        await PullAsync(FeedOf(feed));
        Assert.Equal(feed == BlsFeed.FeedName ? 200m : 200_000m, await FigureAsync(feed));
    }

    private void Say(int level)
    {
        upstream.Save("bls.csv", string.Create(CultureInfo.InvariantCulture, $"series,period,value,footnote\n{Id},2025-04,90,\n{Id},2025-05,{level},P\n"));
        upstream.Save("usgs-imports.csv", string.Create(CultureInfo.InvariantCulture, $"date,country,crude_t,semis_t,scrap_t,total_t\n2025-05-01,Canada,{level}000,0,0,{level}000\n2025-05-01,Total,{level}000,0,0,{level}000\n"));
        upstream.Save("usgs-production.csv", string.Create(CultureInfo.InvariantCulture, $"date,primary_t\n2025-04-01,50000\n2025-05-01,{level}000\n"));
    }

    private async Task PullAsync(IFeed feed)
    {
        var run = await process.PullAsync("2025-05", "2025-05", feed);
        Assert.Equal((1, 0), (run!.Stored, run.Failed));
        await process.PublishAsync(feed);
    }

    /// <summary>The price of May, or the production of May, which the trade of May must not contradict.</summary>
    private async Task<decimal?> FigureAsync(string name)
    {
        var snapshot = await process.Get<Catalog>().RefreshAsync(Ct);
        var (feed, book) = (snapshot.Feeds[name], process.Get<CodeBook>());
        var series = Assert.Single(await process.Get<Catalog>().SeriesAsync(feed, Cut.Indicator, Ct));
        var figure = IndicatorHistory.Of(book.Indicators.Find(series.Key)!, series.Packed.Span, feed.ViewAt(null)).Months[new Month(2025, 5)].Value;
        if (name == UsgsFeed.FeedName) Assert.Equal(figure, (await process.Get<UsgsTradeReader>().ReadAsync('M', snapshot, null, Ct))[new Month(2025, 5)].Total!.Value.Total);
        return figure;
    }

    private IEnumerable<IFeed> IndicatorFeeds() => [FeedOf(BlsFeed.FeedName), FeedOf(UsgsFeed.FeedName)];

    private IFeed FeedOf(string name) => process.Get<FeedRegistry>()[name];

    private async Task NothingHoldsTheKeyAsync()
    {
        Assert.DoesNotContain(Key, await StoredState.EverythingAsync(process.Storage), StringComparison.Ordinal);
        Assert.DoesNotContain(process.Log, line => line.Contains(Key, StringComparison.Ordinal));
    }
}
