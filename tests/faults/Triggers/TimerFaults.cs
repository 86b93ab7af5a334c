using Aim.Faults.House;
using Aim.Faults.Proxy;
using Aim.Pipeline.Storage;
using Azure.Data.Tables;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.Triggers;

/// <summary>What may become of timers. They tick each second here, and decide from stored state what is due.</summary>
public sealed class TimerFaults
{
    private const string EachSecond = "* * * * * *", Imports = "/imports/";

    private static readonly (string, string) Ticking = ("Aim__Schedule__Ingest", EachSecond);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fault_21_Ticks_that_were_missed_are_made_up_for_by_one()
    {
        await using var house = await BuildAsync(Ticking);
        var app = await house.StartAppAsync();
        await app.UntilAsync("the first month is published", async () => await app.MonthsAsync() == "2025-01 1000");

        // Asleep while three months are published; what was asked for and was not there yet is asked for again.
        await app.KillAsync();
        foreach (var month in (string[])["2025-02", "2025-03", "2025-04"]) house.Data.Imports(month, (Recording.Primary, "1220", 1000));
        await ForgetProbesAsync(house);
        house.Mend();
        await app.RestartAsync();

        await app.UntilAsync("all of them are published", async () => await app.MonthsAsync() == "2025-01 1000, 2025-02 1000, 2025-03 1000, 2025-04 1000");
        foreach (var month in (string[])["2025-02", "2025-03", "2025-04"])
            Assert.Equal(1, house.Source.Calls.Count(c => c.Target.Contains(Imports, StringComparison.Ordinal) && c.Target.Contains(month, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fault_22_Of_two_timers_at_once_one_pulls()
    {
        await using var house = await BuildAsync(Ticking);
        house.Source.Play(new FaultRule(Delay(TimeSpan.FromMilliseconds(300))) { Path = Imports });
        var (one, other) = (await house.StartAppAsync(), await house.StartAppAsync());

        await one.UntilAsync("the month is published", async () => await one.MonthsAsync() == "2025-01 1000" && await other.MonthsAsync() == "2025-01 1000");
        await one.UntilAsync("nothing is due", async () => (await one.FeedAsync()).GetProperty("state").GetString() == "idle");

        Assert.All(house.Source.Calls.Where(c => c.Target.Contains(Imports, StringComparison.Ordinal)).GroupBy(c => c.Target), asked => Assert.Single(asked));
        Assert.Equal(1, await CountAsync(house.Storage.Raw.GetBlobsAsync(prefix: "census-imports/", cancellationToken: Ct)));
    }

    [Fact]
    public async Task Fault_22_A_run_that_lost_its_claim_changes_nothing_more()
    {
        await using var house = await BuildAsync();
        house.Data.Imports("2025-02", (Recording.Primary, "1220", 2000));
        var app = await house.StartAppAsync();
        var asked = new TaskCompletionSource();
        var stolen = new TaskCompletionSource();
        house.Source.Play(new FaultRule(After(() => Task.FromResult(asked.TrySetResult()), HoldUntil(stolen.Task))) { Path = Imports, Count = 1 });
        var order = await app.GiveAsync("ingest", "census-imports", "2025-01", "2025-02");
        await asked.Task;

        // Another takes the feed, as when this one was asleep for longer than its claim.
        var state = (await house.Storage.Feeds.GetEntityAsync<TableEntity>("census-imports", "state", cancellationToken: Ct)).Value;
        state["Owner"] = "";
        await house.Storage.Feeds.UpdateEntityAsync(state, state.ETag, TableUpdateMode.Replace, Ct);
        stolen.SetResult();

        Assert.StartsWith("failed", await app.EndOfAsync(order), StringComparison.Ordinal);
        Assert.Equal("succeeded", await app.OrderAsync("ingest", "census-imports", "2025-01", "2025-02"));
        Assert.Equal("2025-01 1000, 2025-02 2000", await app.MonthsAsync());
    }

    [Fact]
    public async Task Fault_23_A_tick_that_throws_is_made_up_for_by_the_next()
    {
        await using var house = await BuildAsync(Ticking);
        // As often as a client tries: the whole tick fails.
        house.Tables.Play(new FaultRule(StorageError(500, "InternalError")) { Path = "feeds", Count = 5 });
        var app = await house.StartAppAsync();

        await app.UntilAsync("the month is published", async () => await app.MonthsAsync() == "2025-01 1000");
    }

    [Theory]
    [InlineData("America/New_York", "* * * * * *")]
    [InlineData("Pacific/Kiritimati", "*/2 * * * * *")]
    public async Task Fault_24_Another_zone_or_schedule_loses_no_run(string zone, string schedule)
    {
        await using var house = await BuildAsync();
        var app = await house.StartAppAsync(("TZ", "UTC"), ("Aim__Schedule__Ingest", "0 0 0 1 1 *"));
        Assert.Equal("", await app.MonthsAsync());
        await app.KillAsync();

        // The schedule is changed while a run was due: the state, and not the timer, knows of it.
        var other = await house.StartAppAsync(("TZ", zone), ("Aim__Schedule__Ingest", schedule));
        await other.UntilAsync("the month is published", async () => await other.MonthsAsync() == "2025-01 1000");

        var now = (await other.JsonAsync("status.json")).GetProperty("now").GetDateTimeOffset();
        Assert.Equal(TimeSpan.Zero, now.Offset);
        Assert.All(await other.RunsAsync(), run => Assert.Equal(TimeSpan.Zero, run.GetProperty("started").GetDateTimeOffset().Offset));
    }

    /// <summary>With one month of imports and nothing running.</summary>
    private static async Task<HouseUnderTest> BuildAsync(params (string, string)[] settings)
    {
        var house = await HouseUnderTest.BuildAsync(settings);
        house.Data.Imports("2025-01", (Recording.Primary, "1220", 1000));
        return house;
    }

    /// <summary>Lets the last look at the upstream be long ago.</summary>
    private static async Task ForgetProbesAsync(HouseUnderTest house)
    {
        var row = (await house.Storage.Feeds.GetEntityAsync<TableEntity>("census-imports", "state", cancellationToken: Ct)).Value;
        var units = PackedColumns.Read(row, "Units").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(u => u.StartsWith("2025-01", StringComparison.Ordinal));
        PackedColumns.Write(row, "Units", string.Join('\n', units) + "\n");
        await house.Storage.Feeds.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Ct);
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items) count++;
        return count;
    }
}
