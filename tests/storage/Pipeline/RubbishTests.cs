using System.Diagnostics;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quarantine;
using Aim.Trade.Query;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>Whatever the upstream answers, what is served stays, the reason is told, the key is nowhere, and the next good answer is taken.</summary>
public sealed class RubbishTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Key = "5ec2e70f0c1d4b7e9a6f3d8b2a1c0e9f8d7c6b5a";
    private const string Month = "2025-01";

    private RecordedUpstream upstream = null!;
    private PipelineProcess process = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        upstream = await RecordedUpstream.StartAsync(Key);
        Say(1_000);
        process = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), TimeProvider.System, upstream.Settings(Key));
        await process.PullAsync(Month, Month);
        await process.PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await upstream.DisposeAsync();
    }

    /// <param name="rule">The fault.</param>
    /// <param name="reason">Part of what the ledger says of it; empty when the month only counts as not available.</param>
    /// <param name="kept">Whether the refused bytes are kept.</param>
    [Theory]
    [InlineData("""{"kind":"answer","status":302,"headers":{"Location":"https://api.census.gov/data/missing_key.html","X-DataWebAPI-KeyError":"1"}}""", "refuses the key", false)]
    [InlineData("""{"kind":"answer","status":302,"headers":{"Location":"/data/invalid_key.html?key={key}"}}""", "refuses the key", false)]
    [InlineData("""{"kind":"answer","headers":{"Content-Type":"text/html"},"body":"<html><title>Invalid Key</title>"}""", "key page", false)]
    [InlineData("""{"kind":"answer","headers":{"Content-Type":"text/html"},"body":"<html><title>Missing Key</title>{key}"}""", "key page", false)]
    [InlineData("""{"kind":"answer","headers":{"Content-Type":"text/html"},"body":"<html>Sorry</html>"}""", "", true)]
    [InlineData("""{"kind":"answer","body":"you asked with key={key}"}""", "", false)]
    [InlineData("""{"kind":"answer","status":400,"body":"error: unknown variable 'CON_VAL_MO' key={key}"}""", "HTTP 400", false)]
    [InlineData("""{"kind":"answer","status":500,"body":"oops {key}"}""", "HTTP 500", false)]
    [InlineData("""{"kind":"answer","status":302,"headers":{"Location":"http://169.254.169.254/latest?key={key}"}}""", "not followed", false)]
    [InlineData("""{"kind":"answer","body":"There was an error while running your query.  We've logged the error"}""", "error while running", false)]
    [InlineData("""{"kind":"cut","declareLength":true}""", "", false)]
    [InlineData("""{"kind":"cut","declareLength":false}""", "", false)]
    [InlineData("""{"kind":"stall","seconds":9}""", "time of an attempt", false)]
    [InlineData("""{"kind":"stall","bytes":0,"seconds":9}""", "time of an attempt", false)]
    [InlineData("""{"kind":"drip","seconds":0.05}""", "time of an attempt", false)]
    [InlineData("""{"kind":"prefix"}""", "", true)]
    [InlineData("""{"kind":"prefix","bytes":1}""", "", true)]
    [InlineData("""{"kind":"double-rows"}""", "second row", true)]
    [InlineData("""{"kind":"drop-column","column":"CON_VAL_MO"}""", "CON_VAL_MO", true)]
    [InlineData("""{"kind":"rename-column","column":"CTY_CODE","value":"COUNTRY"}""", "CTY_CODE", true)]
    [InlineData("""{"kind":"set-value","column":"time","value":"2024-01"}""", "month", true)]
    [InlineData("""{"kind":"set-value","column":"CON_VAL_MO","value":"1e3"}""", "CON_VAL_MO", true)]
    [InlineData("""{"kind":"set-value","column":"CON_VAL_MO","value":"1,000"}""", "CON_VAL_MO", true)]
    [InlineData("""{"kind":"set-value","column":"CON_VAL_MO","value":"92233720368547758070"}""", "CON_VAL_MO", true)]
    [InlineData("""{"kind":"set-value","column":"CTY_CODE","value":"12"}""", "CTY_CODE", true)]
    public async Task Rubbish_is_refused_with_its_reason(string rule, string reason, bool kept)
    {
        var (published, raw) = (await StoredState.PublishedAsync(process.Storage), await StoredState.RawAsync(process.Storage));
        await upstream.SetFaultsAsync(rule.Replace("{key}", Key, StringComparison.Ordinal));
        Say(2_000);

        var run = await process.PullAsync(Month, Month);
        await process.PublishAsync();

        Assert.Equal((1, 0), (run!.Failed, run.Stored));
        var told = Assert.Single(await process.Get<FeedLedger>().RunsAsync(process.Imports.Name, null, 10, Ct), r => r.Failed > 0);
        Assert.Contains(reason, Assert.Single(told.Errors), StringComparison.Ordinal);
        var entries = await process.Get<QuarantineStore>().ListAsync(Ct);
        Assert.Equal(kept ? 1 : 0, entries.Count);
        Assert.Equal(published, await StoredState.PublishedAsync(process.Storage));
        Assert.Equal(raw, await StoredState.RawAsync(process.Storage));
        await NothingHoldsTheKeyAsync();

        await upstream.SetFaultsAsync();
        Assert.Equal(1, (await process.PullAsync(Month, Month))!.Stored);
        await process.PublishAsync();
        Assert.Equal(2_000, Assert.Single(await process.AskAsync(new TradeQuery())).Sum.Main.Value);
    }

    [Theory]
    [InlineData("""{"kind":"answer","status":204}""")]
    [InlineData("""{"kind":"answer","body":"[]"}""")]
    [InlineData("""{"kind":"answer","body":"[ ]\n"}""")]
    [InlineData("""{"kind":"answer"}""")]
    [InlineData("""{"kind":"header-only"}""")]
    public async Task Nothing_is_not_available_and_what_was_published_stays(string rule)
    {
        var published = await StoredState.PublishedAsync(process.Storage);
        await upstream.SetFaultsAsync(rule);

        var run = await process.PullAsync(Month, Month);

        Assert.Equal((0, 0, 1), (run!.Failed, run.Stored, run.NotAvailable));
        Assert.Equal(published, await StoredState.PublishedAsync(process.Storage));
    }

    [Theory]
    [InlineData("""{"kind":"reverse-columns"}""")]
    [InlineData("""{"kind":"repeat-column","column":"CON_VAL_MO"}""")]
    [InlineData("""{"kind":"answer","status":503,"count":1}""")]
    [InlineData("""{"kind":"cut","count":1}""")]
    [InlineData("""{"kind":"answer","status":429,"count":1,"headers":{"Retry-After":"-5"}}""")]
    [InlineData("""{"kind":"answer","status":429,"count":1,"headers":{"Retry-After":"soon"}}""")]
    [InlineData("""{"kind":"answer","status":429,"count":1,"headers":{"Retry-After":"{now-60}"}}""")]
    public async Task What_can_be_understood_or_tried_again_is_taken(string rule)
    {
        await upstream.SetFaultsAsync(rule);
        Say(3_000);

        var run = await process.PullAsync(Month, Month);
        await process.PublishAsync();

        Assert.Equal((0, 1), (run!.Failed, run.Stored));
        Assert.Equal(3_000, Assert.Single(await process.AskAsync(new TradeQuery())).Sum.Main.Value);
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("{now+2}", 0.9)]
    public async Task A_wait_that_is_asked_for_is_kept(string retryAfter, double seconds)
    {
        await upstream.SetFaultsAsync("""{"kind":"answer","status":429,"count":1,"headers":{"Retry-After":"(wait)"}}""".Replace("(wait)", retryAfter, StringComparison.Ordinal));
        var watch = Stopwatch.StartNew();

        var run = await process.PullAsync(Month, Month);

        Assert.Equal(0, run!.Failed);
        Assert.True(watch.Elapsed.TotalSeconds >= seconds, $"{watch.Elapsed} after {retryAfter}");
    }

    [Fact]
    public async Task A_wait_beyond_the_budget_is_not_begun_and_the_month_after_not_asked()
    {
        await upstream.SetFaultsAsync("""{"kind":"answer","status":429,"headers":{"Retry-After":"3600"}}""");
        var watch = Stopwatch.StartNew();

        var run = await process.PullAsync(Month, "2025-03");

        Assert.Contains("3600 s", Assert.Single(run!.Errors), StringComparison.Ordinal);
        Assert.Equal((1, 1), await upstream.FirstFaultAsync());
        Assert.True(watch.Elapsed.TotalSeconds < 3, $"{watch.Elapsed}");
    }

    [Fact]
    public async Task What_is_too_much_at_once_is_asked_in_parts_and_is_the_same()
    {
        var cut = RandomAnswers.Rows(new Random(11), 60).Where(r => string.CompareOrdinal(r.Code, "7617") < 0).Select(r => ("2025-02", r)).ToList();
        upstream.Imports("census-imports-b.csv", cut);
        await using var whole = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), TimeProvider.System, upstream.Settings(Key));
        await whole.PullAsync("2025-02", "2025-02");
        await whole.PublishAsync();

        await upstream.SetFaultsAsync("""{"kind":"answer","query":"I_COMMODITY=76*","body":"There was an error while running your query.  We've logged the error and we'll correct it ASAP."}""");
        await process.PullAsync("2025-02", "2025-02");
        await process.PublishAsync();

        var query = new TradeQuery { By = [Dimension.Hts10, Dimension.Country], Basis = "chapter76", From = Aim.Trade.Month.Parse("2025-02") };
        Assert.Equal((await whole.AskAsync(query)).Select(Text), (await process.AskAsync(query)).Select(Text));

        static string Text(GroupedRow row) => $"{row.Period} {string.Join(' ', row.Codes)} {row.Sum.Main}";
    }

    private void Say(long value) => upstream.Imports("census-imports.csv", [(Month, new("7601103000", "1220", value, 10, value, 10))]);

    private async Task NothingHoldsTheKeyAsync()
    {
        Assert.DoesNotContain(Key, await StoredState.EverythingAsync(process.Storage), StringComparison.Ordinal);
        Assert.DoesNotContain(process.Log, line => line.Contains(Key, StringComparison.Ordinal));
    }
}
