using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Aim.Faults.House;
using Aim.Faults.Proxy;
using Aim.Pipeline.Publishing;
using Azure.Data.Tables;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.StorageSide;

/// <summary>Two instances of the app on one storage account; timers and events come to both.</summary>
public sealed class ConcurrencyFaults
{
    private const string Month = "2025-02";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fault_36_Of_two_publications_at_once_one_wins_and_nothing_older_comes_back()
    {
        await using var house = await HouseUnderTest.StartAsync();
        var other = await house.StartAppAsync();
        house.Data.Imports(Month, (Recording.Primary, "1220", 70_000));
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        // The first instance is held before it points readers to what it has written.
        house.Tables.Play(new FaultRule(After(() => Task.FromResult(held.TrySetResult()), HoldUntil(release.Task))) { Writes = true, Path = "publications", Nth = 2, Count = 1 });
        var first = await house.App.GiveAsync("ingest", "census-imports", Month, Month);
        await held.Task.WaitAsync(App.Patience, Ct);

        // Its claim runs out meanwhile, and a newer answer is published by whoever is there.
        await EndClaimAsync(house);
        house.Data.Imports(Month, (Recording.Primary, "1220", 80_000));
        var second = await other.GiveAsync("ingest", "census-imports", Month, Month);
        await other.UntilAsync("the newer answer is published", async () => await other.MonthsAsync() == "2025-01 1500, 2025-02 80000");
        release.SetResult();
        await other.EndOfAsync(first);
        await other.EndOfAsync(second);

        Assert.Equal("2025-01 1500, 2025-02 80000", await other.MonthsAsync());
        await house.App.UntilAsync("the first instance sees it, too", async () => await house.App.MonthsAsync() == "2025-01 1500, 2025-02 80000");
        var undisturbed = await house.App.JsonAsync("us-imports.json?by=hts10,country");
        Assert.Equal("succeeded", await house.App.OrderAsync("reprocess", "census-imports"));
        Assert.Equal(undisturbed.GetProperty("data").GetRawText(), (await house.App.JsonAsync("us-imports.json?by=hts10,country")).GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Fault_37_Each_answer_is_of_one_vintage_while_two_instances_publish_and_clean_up()
    {
        await using var house = await HouseUnderTest.BuildAsync(
            ("Aim__Schedule__Housekeeping", "* * * * * *"), ("Aim__Schedule__Reconcile", "* * * * * *"), ("Aim__RefreshSeconds", "0.2"));
        Say(1);
        var (one, other) = (await house.StartAppAsync(), await house.StartAppAsync());
        Assert.Equal("succeeded", await one.PullAsync(Month));

        using var done = new CancellationTokenSource();
        var answers = new ConcurrentBag<int>();
        var readers = Enumerable.Range(0, 6).Select(n => ReadAsync(n % 2 == 0 ? one : other)).ToList();
        for (var vintage = 2; vintage <= 21; vintage++)
        {
            Say(vintage);
            Assert.Equal("succeeded", await (vintage % 2 == 0 ? one : other).PullAsync(Month));
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.InRange(answers.Count, 200, int.MaxValue);
        Assert.InRange(answers.Distinct().Count(), 5, 21);

        // All cells of a vintage have its number for a value.
        void Say(int vintage) => house.Data.Imports(
            Month, (Recording.Primary, "1220", vintage), (Recording.Primary, "2010", vintage), (Recording.Plate, "1220", vintage), (Recording.Plate, "5200", vintage));

        async Task ReadAsync(App app)
        {
            for (var seen = 0; !done.IsCancellationRequested;)
            {
                foreach (var question in (string[])["us-imports.json?by=hts10,country", "us-imports.json?by=country,product", "us-imports.json?by=product,country&shape=dense"])
                {
                    var values = Values((await app.JsonAsync(question)).GetProperty("data")).Distinct().ToList();
                    var vintage = Assert.Single(values);
                    Assert.InRange(vintage, seen, 21);
                    answers.Add(seen = vintage);
                }
            }
        }

        static IEnumerable<int> Values(JsonElement data) => data.TryGetProperty("series", out var series)
            ? series.EnumerateArray().SelectMany(s => s.GetProperty("value_usd").EnumerateArray().Select(v => v.GetInt32()))
            : data.GetProperty("value_usd").EnumerateArray().Select(v => v.GetInt32());
    }

    [Fact]
    public async Task Two_instances_with_all_timers_and_events_end_in_the_same_as_one()
    {
        await using var alone = await BuildAsync();
        await using var both = await BuildAsync();
        await alone.StartAppAsync();
        await Task.WhenAll(both.StartAppAsync(), both.StartAppAsync());

        string[] questions = ["us-imports.json?by=hts10,country", "us-exports.json?by=country", "global-trade.json?reporter=CA&by=partner"];
        foreach (var question in questions)
        {
            var expected = "";
            await alone.App.UntilAsync("one is done", async () => (expected = await DataAsync(alone.App, question)).Contains("2025", StringComparison.Ordinal));
            await both.App.UntilAsync($"both are done with {question}", async () => await DataAsync(both.App, question) == expected);
        }

        static async Task<string> DataAsync(App app, string question) => (await app.JsonAsync(question)).GetProperty("data").GetRawText();

        static async Task<HouseUnderTest> BuildAsync()
        {
            var house = await HouseUnderTest.BuildAsync(
                ("Aim__Schedule__Ingest", "* * * * * *"), ("Aim__Schedule__Reconcile", "* * * * * *"), ("Aim__Schedule__Housekeeping", "* * * * * *"), ("Aim__Schedule__Files", "*/2 * * * * *"));
            for (var month = 1; month <= 6; month++)
                house.Data.Imports(string.Create(CultureInfo.InvariantCulture, $"2025-{month:D2}"), (Recording.Primary, "1220", 1000 * month), (Recording.Plate, "2010", month));
            house.Data.Exports("2025-01", 300);
            house.Data.Comtrade("2025-01", [(842, 100), (484, 200)]);
            return house;
        }
    }

    private static async Task EndClaimAsync(HouseUnderTest house)
    {
        var row = (await house.Storage.Publications.GetEntityAsync<TableEntity>(FeedPublications.Partition, "census-imports", cancellationToken: Ct)).Value;
        row["Owner"] = "";
        await house.Storage.Publications.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Ct);
    }
}
