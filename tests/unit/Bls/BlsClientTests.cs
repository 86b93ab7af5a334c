using System.Text;
using Aim.Pipeline;
using Aim.Pipeline.Bls;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Aim.Tests.Upstream;
using Microsoft.Extensions.Options;
using Xunit;

namespace Aim.Tests.Bls;

/// <summary>The client against the recorded service over HTTP.</summary>
public sealed class BlsClientTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private static readonly string[] Many = [.. Enumerable.Range(1, 60).Select(i => $"S{i:D2}")];
    private readonly RecordedFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async ValueTask InitializeAsync() =>
        await folder.With("bls.csv", "series,period,value,footnote\n" + string.Concat(Many.Select(s => $"{s},2025-01,1.5,\n{s},2025-02,-,P\n{s},2024-12,9,\n"))).StartAsync(Key);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await folder.DisposeAsync();
    }

    [Theory]
    [InlineData(Key, 2)]
    [InlineData(null, 3)]
    public async Task A_year_of_many_series_is_one_answer_to_several_questions(string? key, int questions)
    {
        await folder.PutAsync("/_faults", """[{"kind":"stall","seconds":0}]""");
        var (address, body) = await FetchAsync(key, Many);
        var answer = await BlsText.ReadAsync(body);
        Assert.Equal(Many.SelectMany(s => new[] { $"{s} 2025-02", $"{s} 2025-01" }), answer.Observations.Select(o => $"{o.Series} {o.Month}"));
        Assert.Equal($"{folder.Http.BaseAddress}publicAPI/{(key is null ? "v1" : "v2")}/timeseries/data/?startyear=2025&endyear=2025", address);
        Assert.Contains($"\"matched\":{questions},", await folder.Http.GetStringAsync(new Uri("/_faults", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_figures_are_the_same_bytes_however_long_they_took()
    {
        var first = (await FetchAsync(Key, Many)).Body;
        for (var i = 0; i < 5; i++) Assert.Equal(first, (await FetchAsync(Key, Many)).Body);
    }

    [Theory]
    [InlineData("""{"status":"REQUEST_NOT_PROCESSED","responseTime":1,"message":["Request could not be serviced, as the daily threshold for total number of requests allocated to the user with registration key {key} has been reached."],"Results":{}}""", 200, SourceFault.Quota)]
    [InlineData("""{"status":"REQUEST_NOT_PROCESSED","message":["The key:{key} provided by the User is invalid."],"Results":{}}""", 200, SourceFault.Key)]
    [InlineData("""{"status":"REQUEST_FAILED","message":["{key}"],"Results":{}}""", 200, SourceFault.Service)]
    [InlineData("""{"status":"REQUEST_FAILED_INVALID_PARAMETERS","message":[],"Results":{}}""", 200, SourceFault.Service)]
    [InlineData("<HTML><HEAD><TITLE>Access Denied</TITLE>{key}", 403, SourceFault.Throttled)]
    [InlineData("oops {KEY}", 500, SourceFault.Service)]
    [InlineData("{200}{key}", 404, SourceFault.Service)]
    [InlineData("{190}{key}", 404, SourceFault.Service)]
    public async Task A_no_is_understood_and_the_key_is_in_no_message(string body, int status, SourceFault fault)
    {
        var said = body.Replace("{key}", Key, StringComparison.Ordinal).Replace("{KEY}", Key.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{200}", new string('x', 200), StringComparison.Ordinal).Replace("{190}", new string('x', 190), StringComparison.Ordinal);
        await folder.PutAsync("/_faults", $$"""[{"kind":"answer","status":{{status}},"body":{{System.Text.Json.JsonSerializer.Serialize(said)}}}]""");
        var e = await Assert.ThrowsAsync<SourceException>(() => FetchAsync(Key, Many));
        Assert.Equal(fault, e.Fault);
        Assert.DoesNotContain(Key[..8], e.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(fault == SourceFault.Quota ? new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero) : null, e.Until);
    }

    [Theory]
    [InlineData("<html>{key}</html>")]
    [InlineData("""{"status":"REQUEST_SUCCEEDED","message":["{key}"],"Results":{}}""")]
    [InlineData("{\"status\":\"REQUEST_SUCC")]
    public async Task What_is_kept_never_holds_the_key(string body)
    {
        await folder.PutAsync("/_faults", $$"""[{"kind":"answer","body":{{System.Text.Json.JsonSerializer.Serialize(body.Replace("{key}", Key, StringComparison.Ordinal))}}}]""");
        Assert.Equal(body.Replace("{key}", "(key)", StringComparison.Ordinal), (await FetchAsync(Key, ["S01"])).Body);
    }

    [Fact]
    public async Task A_wrong_key_is_the_services_to_refuse()
    {
        var e = await Assert.ThrowsAsync<SourceException>(() => FetchAsync("another-key", Many));
        Assert.Equal(SourceFault.Key, e.Fault);
        Assert.Contains("Aim:Bls:Key", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-key", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await folder.PutAsync("/_faults", """[{"kind":"answer","status":302,"headers":{"Location":"http://169.254.169.254/?{key}"}}]""".Replace("{key}", Key, StringComparison.Ordinal));
        var e = await Assert.ThrowsAsync<SourceException>(() => FetchAsync(Key, Many));
        Assert.Equal((SourceFault.Service, "HTTP 302: redirected to http://169.254.169.254/?(key), which is not followed"), (e.Fault, e.Message));
    }

    private async Task<(string Address, string Body)> FetchAsync(string? key, string[] series)
    {
        var clock = new FrozenTime(new DateTimeOffset(2026, 6, 1, 15, 0, 0, TimeSpan.Zero));
        var options = Options.Create(new AimOptions { Bls = new BlsOptions { BaseUrl = folder.Http.BaseAddress!, Key = key, PauseMilliseconds = 0, Retries = 1, RetryMilliseconds = 1 } });
        await using var spool = new Spool();
        var address = await new BlsClient(new UpstreamClient(http, TimeProvider.System), options, clock).FetchYearAsync("2025", series, spool, TestContext.Current.CancellationToken);
        using var text = new StreamReader(spool.Rewind(), Encoding.UTF8);
        return (address.ToString(), await text.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private sealed class FrozenTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
