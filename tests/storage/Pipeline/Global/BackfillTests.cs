using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Global;

/// <summary>A back-fill that needs more calls than a day has.</summary>
public sealed class BackfillTests(AzuriteFixture azurite)
{
    private const int CallsPerDay = 3;

    /// <summary>Two reporters, nine years: as many answers.</summary>
    private static readonly string[] Units =
        ["CA-2024", "CA-2023", "CA-2022", "CA-2021", "CA-2020", "NO-2024", "NO-2023", "NO-2022", "NO-2021"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_goes_on_the_next_day_where_it_was_and_asks_for_nothing_twice()
    {
        await using var upstream = await RecordedUpstream.StartAsync();
        upstream.Comtrade("comtrade.csv", from unit in Units
                                          from month in Enumerable.Range(1, 12)
                                          select $"{unit[3..]}-{month:D2},{(unit[..2] == "CA" ? 124 : 579)},842,X,7601,{month}000,{month}.5");
        // Strikes never, and counts the calls.
        await upstream.SetFaultsAsync("""{"kind":"answer","path":"/data/v1/get/","nth":1000000}""");
        var prefix = AzuriteFixture.UniqueName();
        var clock = new FrozenClock(new DateTimeOffset(2025, 12, 1, 9, 0, 0, TimeSpan.Zero));
        var settings = upstream.Settings(firstMonth: "2020-01");
        settings["Aim:Comtrade:CallsPerDay"] = $"{CallsPerDay}";

        for (var day = 1; day <= 4; day++)
        {
            // Each day a process of its own, whose timer comes more than once.
            await using var process = new PipelineProcess(azurite.ConnectionString, prefix, clock, settings);
            var feed = process.Get<FeedRegistry>()[ComtradeFeed.FeedName];
            for (var hour = 0; hour < 3; hour++)
            {
                await process.Ingest.RunDueAsync(feed, Causes.Timer, Ct);
                clock.Now = clock.Now.AddHours(1);
            }

            var done = Units.Take(day * CallsPerDay).ToList();
            var state = await process.Get<FeedLedger>().ReadAsync(ComtradeFeed.FeedName, Ct);
            Assert.Equal(done.Order(StringComparer.Ordinal), state.Units.Keys);
            Assert.Equal(0, state.Failures);
            Assert.Equal(done.Count, (await upstream.FirstFaultAsync()).Matched);
            clock.Now = clock.Now.AddHours(21);
        }
    }
}
