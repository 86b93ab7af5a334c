using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Query = "get=CTY_CODE,CON_VAL_MO&I_COMMODITY=7601103000&time=2025-03&key=k";
    private readonly RecordedFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _folder
        .WithImports("census-imports.csv", "2025-03,7601103000,1220,100,10,101,11,100,3", "2025-03,7601103000,4280,200,,200,,200,5")
        .StartAsync();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task An_answer_strikes_the_calls_that_it_counts_and_no_others()
    {
        await ScriptAsync("""{"kind":"answer","path":"/data/","query":"time=2025-03","nth":2,"count":1,"status":429,"headers":{"Retry-After":"7"},"body":"slow down"}""");
        HttpStatusCode[] seen = [await StatusAsync(), await StatusAsync(), await StatusAsync()];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], seen);

        using var shown = JsonDocument.Parse(await _folder.Http.GetStringAsync("/_faults", Ct));
        Assert.Equal((3, 1), (shown.RootElement[0].GetProperty("matched").GetInt32(), shown.RootElement[0].GetProperty("struck").GetInt32()));
    }

    [Fact]
    public async Task Headers_can_name_a_time_from_now()
    {
        await ScriptAsync("""{"kind":"answer","status":503,"headers":{"Retry-After":"{now+60}","Content-Type":"text/html"},"body":"<html>"}""");
        using var response = await _folder.GetAsync(Query);
        Assert.InRange(response.Headers.RetryAfter!.Date!.Value, DateTimeOffset.UtcNow.AddSeconds(30), DateTimeOffset.UtcNow.AddSeconds(61));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("""{"kind":"answer","status":204}""", HttpStatusCode.NoContent)]
    [InlineData("""{"kind":"answer","status":302,"headers":{"Location":"http://169.254.169.254/"}}""", HttpStatusCode.Redirect)]
    [InlineData("""{"kind":"answer","path":"/elsewhere","status":500}""", HttpStatusCode.OK)]
    [InlineData("""{"kind":"answer","query":"time=2025-04","status":500}""", HttpStatusCode.OK)]
    public async Task Any_status_can_be_answered(string rule, HttpStatusCode expected)
    {
        await ScriptAsync(rule);
        Assert.Equal(expected, await StatusAsync());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_cut_breaks_the_body_after_it_began(string declared)
    {
        await ScriptAsync($$"""{"kind":"cut","bytes":20,"declareLength":{{declared}}}""");
        using var response = await _folder.Http.GetAsync("/data/timeseries/intltrade/imports/hs?" + Query, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        await body.ReadExactlyAsync(new byte[20], Ct);
        await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(new byte[1], Ct));
    }

    [Fact]
    public async Task A_prefix_ends_as_if_it_were_whole()
    {
        var whole = await TextAsync();
        await ScriptAsync("""{"kind":"prefix","bytes":30}""");
        Assert.Equal(whole[..30], await TextAsync());
    }

    [Theory]
    [InlineData("""{"kind":"stall","bytes":10,"seconds":0.2}""")]
    [InlineData("""{"kind":"drip","seconds":0.001}""")]
    public async Task A_slow_answer_is_whole_in_the_end(string rule)
    {
        var whole = await TextAsync();
        await ScriptAsync(rule);
        var watch = Stopwatch.StartNew();
        Assert.Equal(whole, await TextAsync());
        Assert.True(watch.ElapsedMilliseconds >= 190, $"{watch.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData("""{"kind":"header-only"}""", """[["CTY_CODE","CON_VAL_MO","I_COMMODITY","time"]]""")]
    [InlineData("""{"kind":"drop-column","column":"CON_VAL_MO"}""", """[["CTY_CODE","I_COMMODITY","time"],""")]
    [InlineData("""{"kind":"rename-column","column":"CON_VAL_MO","value":"CON_VALUE"}""", """[["CTY_CODE","CON_VALUE","I_COMMODITY","time"],""")]
    [InlineData("""{"kind":"reverse-columns"}""", """[["time","I_COMMODITY","CON_VAL_MO","CTY_CODE"],""")]
    [InlineData("""{"kind":"repeat-column","column":"CON_VAL_MO"}""", """[["CTY_CODE","CON_VAL_MO","I_COMMODITY","time","CON_VAL_MO"],""")]
    public async Task The_shape_of_the_rows_can_change(string rule, string beginning)
    {
        await ScriptAsync(rule);
        Assert.StartsWith(beginning, await TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_can_come_twice_or_with_a_second_header_or_a_bad_number()
    {
        var rows = new CensusTable(await TextAsync()).Rows.Count();
        await ScriptAsync("""{"kind":"double-rows","count":1},{"kind":"repeat-header","count":1},{"kind":"set-value","column":"CON_VAL_MO","value":"(D)","row":2,"count":1}""");
        Assert.Equal(rows * 2, new CensusTable(await TextAsync()).Rows.Count());
        Assert.Single(new CensusTable(await TextAsync()).Rows, r => r[0] == "CTY_CODE");
        var bad = new CensusTable(await TextAsync());
        Assert.Equal("(D)", bad.Rows.ElementAt(1)[1]);
        Assert.Single(bad.Rows, r => r[1] == "(D)");
    }

    [Fact]
    public async Task A_script_that_is_not_understood_is_refused()
    {
        using var content = new StringContent("""[{"kind":"explode"}]""");
        using var response = await _folder.Http.PutAsync("/_faults", content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task ScriptAsync(string rules) => _folder.PutAsync("/_faults", $"[{rules}]");

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var response = await _folder.GetAsync(Query);
        return response.StatusCode;
    }

    private async Task<string> TextAsync()
    {
        using var response = await _folder.GetAsync(Query);
        return await response.Content.ReadAsStringAsync(Ct);
    }
}
