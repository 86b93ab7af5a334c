using Aim.Pipeline.Feeds;
using Aim.Pipeline.Licenses;
using Azure;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Licenses;

/// <summary>
/// A process that dies at any of its writes while it takes in a week's snapshot and a month of the Census, or that does not hear of its
/// success, and is followed by another: in the end all stands as after an undisturbed process.
/// </summary>
/// <remarks>Only writes are struck: to die before a write, or at a read, leaves what the write before it left.</remarks>
public sealed class LicenseCrashTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly[] Days = [new(2025, 3, 4), new(2025, 3, 11)];

    private RecordedUpstream upstream = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        upstream = await RecordedUpstream.StartAsync();
        var many = string.Concat(Enumerable.Range(0, 30).Select(i => RandomSnapshots.Row($"L{i}", "2025-02-10", i)));
        upstream.Licenses(Days[0], RandomSnapshots.Header + RandomSnapshots.Row("a", "2025-01-10", 10) + many);
        upstream.Licenses(Days[1], RandomSnapshots.Header + many + RandomSnapshots.Row("b", "2025-03-10", 20, smelt: "N/A") + RandomSnapshots.Row("bad", "2025-03-10", -1));
        upstream.Imports($"census-imports-{Days[1]:yyyy-MM-dd}.csv", [("2025-01", new("7601103000", "1220", 1_000, 10, 1_000, 10))]);
    }

    public ValueTask DisposeAsync() => upstream.DisposeAsync();

    [Theory]
    [InlineData(nameof(Mishap.DiesAfter))]
    [InlineData(nameof(Mishap.AnswerLost))]
    public async Task Fault_26_Whatever_write_of_licenses_it_strikes_the_end_is_the_same(string name)
    {
        var mishap = Enum.Parse<Mishap>(name);
        var (expected, writes) = await RunAsync(Mishap.None, 0, struckDay: -1);
        Assert.InRange(writes[1], 20, 60);

        // The second day has every kind of write, but those that make tables and containers.
        for (var write = 1; write <= writes[1]; write++)
        {
            var (state, _) = await RunAsync(mishap, write, struckDay: 1);
            Assert.True(expected == state, $"{mishap} at write {write}:\n{state}\ninstead of\n{expected}");
        }
    }

    private async Task<(string State, int[] Writes)> RunAsync(Mishap mishap, int write, int struckDay)
    {
        var prefix = AzuriteFixture.UniqueName();
        var writes = new int[Days.Length];
        using var quiet = new StorageWire();
        var storage = PipelineProcess.Connect(azurite.ConnectionString, prefix, quiet);
        for (var day = 0; day < Days.Length; day++)
        {
            await upstream.SetDayAsync(Days[day]);
            var clock = new FrozenClock(new DateTimeOffset(Days[day], new TimeOnly(14, 0), TimeSpan.Zero));
            var wire = day == struckDay ? new StorageWire { Mishap = mishap, StrikesWrite = write } : new StorageWire();
            await using var process = new PipelineProcess(azurite.ConnectionString, prefix, clock, upstream.Settings(), wire);
            try
            {
                await WorkAsync(process);
            }
            catch (Exception e) when (day == struckDay && e is ProcessDiedException or RequestFailedException or AggregateException)
            {
                // It is followed by another process below.
            }

            writes[day] = wire.Writes;
            if (day != struckDay) continue;

            await StoredState.LetClaimsDieAsync(storage);
            await using var next = new PipelineProcess(azurite.ConnectionString, prefix, clock, upstream.Settings());
            await WorkAsync(next);
        }

        var refused = (await StoredState.EntitiesAsync(storage.Quarantine)).Select(e => e.RowKey);
        return (string.Join('\n', [await StoredState.RawAsync(storage), await StoredState.PublishedAsync(storage), .. refused]), writes);
    }

    private static async Task WorkAsync(PipelineProcess process)
    {
        foreach (var feed in (IFeed[])[process.Get<FeedRegistry>()[LicenseFeed.FeedName], process.Imports])
        {
            await process.Ingest.RunDueAsync(feed, Causes.Timer, Ct);
            await process.Publisher.PublishPendingAsync(feed, Causes.Reconcile, Ct);
        }
    }
}
