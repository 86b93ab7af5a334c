using System.Diagnostics;
using System.Text.Json.Nodes;
using Aim.Faults.House;
using Aim.Faults.Proxy;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.Upstream;

/// <summary>What an upstream may do, and the network before it: what is served stays, the reason is told, the next good answer is taken.</summary>
public sealed class UpstreamFaults : IClassFixture<HouseFixture>
{
    private const string Month = "2025-02", Census = "/data/timeseries/intltrade/imports", Question = "us-imports.json?by=country";

    private static long value = 10_000;

    private readonly HouseUnderTest house;

    public UpstreamFaults(HouseFixture fixture)
    {
        house = fixture.House;
        house.Mend();
    }

    private App App => house.App;

    [Theory]
    [InlineData("<html><title>Invalid Key</title>A valid <em>key</em> must be included")]
    [InlineData("<html><title>Missing Key</title>")]
    public Task Fault_01_An_error_page_with_status_200_is_a_bad_key(string page) => RefusedAsync(Answer(200, page, ("Content-Type", "text/html")), "key page");

    [Theory]
    [InlineData("no content")]
    [InlineData("[]")]
    [InlineData("header only")]
    public async Task Fault_02_Nothing_is_not_available_yet_and_is_asked_for_again(string kind)
    {
        var before = await App.TextAsync(Question);
        house.Source.Play(new FaultRule(kind switch
        {
            "no content" => Answer(204),
            "header only" => Change(body => $"[{JsonNode.Parse(body)![0]!.ToJsonString()}]"),
            _ => Answer(200, kind),
        })
        { Path = Census });

        Assert.Equal("succeeded", await App.PullAsync(Month));
        Assert.Equal(before, await App.TextAsync(Question));

        await TakenAsync();
    }

    [Fact]
    public async Task Fault_03_An_answer_with_as_many_rows_as_the_cap_is_asked_for_in_parts()
    {
        var partners = ((int[])[842, 484, 76, 276, 392, 156, 410]).Select((partner, i) => (partner, Value: 100L + i)).ToList();
        house.Data.Comtrade("2025-01", partners);
        var whole = await WithCapAsync(100_000);
        var parts = await WithCapAsync(9);
        var none = await WithCapAsync(3);

        Assert.Equal("succeeded", whole.State);
        Assert.Equal(2 * partners.Sum(p => p.Value), whole.Sum);
        Assert.Equal(("succeeded", whole.Sum), (parts.State, parts.Sum));
        Assert.True(parts.Asked > whole.Asked);
        // What cannot be asked for in smaller parts is not taken for the whole.
        Assert.Contains("cannot give all", none.State, StringComparison.Ordinal);
        Assert.Equal(0, none.Sum);

        async Task<(string State, long Sum, int Asked)> WithCapAsync(int rows)
        {
            await using var fresh = await HouseUnderTest.BuildAsync(("Aim__Comtrade__RowCap", $"{rows}"));
            fresh.Data.Comtrade("2025-01", partners);
            // The service itself cuts at the cap, with status 200.
            fresh.Source.Play(new FaultRule(Change(body => Cap(body, rows))) { Path = "/data/v1/get" });
            var app = await fresh.StartAppAsync();
            var state = await app.PullAsync("2025-01", "comtrade");
            var sum = (await app.JsonAsync("global-trade.json?reporter=CA&by=total")).GetProperty("data").GetProperty("value_usd").EnumerateArray().Sum(v => v.GetInt64());
            return (state, sum, fresh.Source.Calls.Count(c => c.Target.Contains("/data/v1/get", StringComparison.Ordinal)));
        }

        static string Cap(string body, int rows)
        {
            var answer = JsonNode.Parse(body)!;
            var data = answer["data"]!.AsArray();
            while (data.Count > rows) data.RemoveAt(data.Count - 1);
            return answer.ToJsonString();
        }
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("{now+2}", 0.9)]
    [InlineData("-5", 0)]
    [InlineData("{now-60}", 0)]
    [InlineData("soon", 0)]
    [InlineData("", 0)]
    public async Task Fault_04_A_429_is_waited_for_as_long_as_it_asks(string retryAfter, double seconds)
    {
        house.Source.Play(new FaultRule(call => Answer(429, "", ("Retry-After", retryAfter.StartsWith('{') ? DateIn(int.Parse(retryAfter[4..^1], System.Globalization.CultureInfo.InvariantCulture)) : retryAfter))(call)) { Path = Census, Count = 1 });
        var began = Stopwatch.GetTimestamp();

        await TakenAsync(mend: false);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, seconds, 15);
        house.Mend();
    }

    [Fact]
    public async Task Fault_04_A_429_that_asks_for_more_than_the_budget_is_given_up_at_once()
    {
        var began = Stopwatch.GetTimestamp();
        await RefusedAsync(Answer(429, "", ("Retry-After", "3600")), "asks to wait 3600 s");
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 30);
    }

    [Fact]
    public async Task Fault_05_Slow_attempts_end_by_their_own_limit_and_are_tried_again()
    {
        var rule = new FaultRule(Hang) { Path = Census };
        await RefusedAsync(rule, "time of an attempt");
        Assert.Equal(2, rule.Struck);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("length")]
    [InlineData("chunked")]
    [InlineData("gzip")]
    [InlineData("half")]
    public async Task Fault_06_A_part_of_an_answer_is_never_taken_for_the_whole(string kind)
    {
        var spooled = Directory.GetFiles(Path.GetTempPath(), "aim-spool*").Length;
        await RefusedAsync(kind switch
        {
            "reset" => Refuse,
            "length" => CutBody(0.6),
            "chunked" => CutBody(0.6, declare: false),
            "gzip" => Answer(200, "\u001f\u008b cut", ("Content-Encoding", "gzip")),
            _ => Change(body => body[..(body.Length / 2)]),
        }, "");
        Assert.Equal(spooled, Directory.GetFiles(Path.GetTempPath(), "aim-spool*").Length);
    }

    [Fact]
    public Task Fault_07_A_body_that_drips_runs_into_the_limit_of_an_attempt() =>
        RefusedAsync(Throttle(1, TimeSpan.FromMilliseconds(100)), "time of an attempt");

    [Theory]
    [InlineData("\"CON_VAL_MO\"", "\"CON_VALUE\"", "CON_VAL_MO")]
    [InlineData("\"CTY_CODE\"", "\"COUNTRY\"", "CTY_CODE")]
    [InlineData("\"1220\"", "\"12\"", "CTY_CODE")]
    [InlineData("\"7777\"", "\"1e3\"", "CON_VAL_MO")]
    [InlineData("\"7777\"", "\"7,777\"", "CON_VAL_MO")]
    [InlineData("\"7777\"", "\"92233720368547758080\"", "CON_VAL_MO")]
    [InlineData("2025-02\"", "2024-02\"", "month")]
    public async Task Fault_08_Another_schema_is_refused_by_field_and_value(string from, string to, string reason)
    {
        house.Data.Imports(Month, (Recording.Primary, "1220", 7777));
        await RefusedAsync(new FaultRule(Change(body => body.Replace(from, to, StringComparison.Ordinal))) { Path = Census }, reason, value: 7777);
    }

    [Theory]
    [InlineData("\"-\"")]
    [InlineData("\"(D)\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task Fault_08_A_figure_that_is_not_given_is_missing_and_not_zero(string figure)
    {
        house.Data.Imports(Month, (Recording.Primary, "1220", 7777), (Recording.Plate, "2010", 5));
        house.Source.Play(new FaultRule(Change(body => body.Replace("\"7777\"", figure, StringComparison.Ordinal))) { Path = Census });

        Assert.Equal("succeeded", await App.PullAsync(Month));

        Assert.EndsWith("2025-02 ", await App.MonthsAsync("us-imports.json?by=country&country=CA"), StringComparison.Ordinal);
        Assert.EndsWith("2025-02 5", await App.MonthsAsync("us-imports.json?by=country&country=MX"), StringComparison.Ordinal);
        await TakenAsync();
    }

    [Fact]
    public async Task Fault_08_Columns_in_another_order_and_one_too_many_are_understood()
    {
        house.Source.Play(new FaultRule(Change(body => new JsonArray([.. JsonNode.Parse(body)!.AsArray()
            .Select(row => (JsonNode)new JsonArray([.. row!.AsArray().Reverse().Append(row[0]).Select(cell => cell?.DeepClone())]))]).ToJsonString()))
        { Path = Census });
        await TakenAsync();
    }

    [Fact]
    public async Task Fault_09_World_and_group_rows_are_not_added_and_a_sum_that_differs_is_told()
    {
        await TakenAsync();
        Assert.DoesNotContain("world-differs", await App.TextAsync("status.json"), StringComparison.Ordinal);

        // The recorded service sends the world row and the groups of countries, as the true one does.
        house.Data.Imports(Month, (Recording.Primary, "1220", 8888));
        house.Source.Play(new FaultRule(Change(body => body.Contains("\"-\"", StringComparison.Ordinal) ? WrongWorld(body) : throw new InvalidOperationException(body))) { Path = Census });
        Assert.Equal("succeeded", await App.PullAsync(Month));
        Assert.Equal("2025-01 1500, 2025-02 8888", await App.MonthsAsync());
        var issue = (await App.JsonAsync("status.json")).GetProperty("issues").EnumerateArray().First(i => i.GetProperty("kind").GetString() == "world-differs");
        Assert.Equal((9999, 8888), (issue.GetProperty("expected").GetInt64(), issue.GetProperty("actual").GetInt64()));
        house.Mend();
        await TakenAsync();

        static string WrongWorld(string body)
        {
            var rows = JsonNode.Parse(body)!.AsArray();
            var header = rows[0]!.AsArray().Select(c => c!.GetValue<string>()).ToList();
            foreach (var row in rows.Skip(1).Where(r => r![header.IndexOf("CTY_CODE")]!.GetValue<string>() == "-"))
                row![header.IndexOf("CON_VAL_MO")] = "9999";
            return rows.ToJsonString();
        }
    }

    [Fact]
    public async Task Fault_10_A_revision_is_a_new_vintage_and_ends_the_old_tag()
    {
        using var old = await App.Http.GetAsync(new Uri($"api/v1/{Question}", UriKind.Relative), TestContext.Current.CancellationToken);
        var vintages = await App.TextAsync("vintages.json");

        await TakenAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/{Question}");
        request.Headers.TryAddWithoutValidation("If-None-Match", old.Headers.ETag!.ToString());
        using var now = await App.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, now.StatusCode);
        Assert.NotEqual(old.Headers.ETag, now.Headers.ETag);
        Assert.NotEqual(vintages, await App.TextAsync("vintages.json"));
    }

    [Fact]
    public async Task Fault_11_An_upstream_that_is_down_is_left_alone_and_keeps_no_other()
    {
        await using var down = await HouseUnderTest.BuildAsync(("Aim__Schedule__Ingest", "* * * * * *"));
        down.Data.Imports("2025-01", (Recording.Primary, "1220", 1000));
        down.Data.Exports("2025-01", 300);
        down.Source.Play(new FaultRule(Refuse) { Path = Census });
        var app = await down.StartAppAsync();

        await app.UntilAsync("exports are published", async () => await app.MonthsAsync("us-exports.json?by=total") == "2025-01 300");
        await app.UntilAsync("imports have failed", async () => (await app.FeedAsync()).GetProperty("failures").GetInt32() == 1);
        var asked = down.Source.Calls.Count(c => c.Target.Contains(Census, StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

        Assert.Equal("waiting", (await app.FeedAsync()).GetProperty("state").GetString());
        Assert.Equal(asked, down.Source.Calls.Count(c => c.Target.Contains(Census, StringComparison.Ordinal)));
        Assert.Contains("connection failed", string.Join('\n', (await app.RunsAsync())[0].GetProperty("errors").EnumerateArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{canary}/data?key={key}")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("//127.0.0.1:{canary}/")]
    [InlineData("file:///etc/passwd")]
    public async Task Fault_12_A_redirect_is_not_followed(string location)
    {
        await using var canary = await FaultProxy.StartAsync(house.Data.Address);
        var to = location.Replace("{canary}", $"{canary.Address.Port}", StringComparison.Ordinal).Replace("{key}", Secrets.CensusKey, StringComparison.Ordinal);

        await RefusedAsync(Answer(302, "", ("Location", to)), "not followed");

        Assert.Empty(canary.Calls);
    }

    private Task RefusedAsync(Fault fault, string reason) => RefusedAsync(new FaultRule(fault) { Path = Census }, reason);

    /// <summary>Under the rule an order fails with the reason and nothing that is served changes; afterwards the good answer is taken.</summary>
    private async Task RefusedAsync(FaultRule rule, string reason, long? value = null)
    {
        var before = await App.TextAsync(Question);
        if (value is null) Next();
        house.Source.Play(rule);

        var state = await App.PullAsync(Month);

        Assert.StartsWith("failed", state, StringComparison.Ordinal);
        Assert.Contains(reason, state, StringComparison.Ordinal);
        Assert.Equal(before, await App.TextAsync(Question));
        Assert.Equal("failed", (await App.RunsAsync())[0].GetProperty("outcome").GetString());
        await TakenAsync();
    }

    /// <summary>The next answer is taken and served.</summary>
    private async Task TakenAsync(bool mend = true)
    {
        var next = Next();
        if (mend) house.Mend();
        Assert.Equal("succeeded", await App.PullAsync(Month));
        Assert.Equal($"2025-01 1500, 2025-02 {next}", await App.MonthsAsync());
    }

    private long Next()
    {
        value++;
        house.Data.Imports(Month, (Recording.Primary, "1220", value));
        return value;
    }
}
