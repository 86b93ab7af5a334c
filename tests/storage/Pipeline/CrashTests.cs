using Aim.Pipeline.Feeds;
using Azure;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>
/// A process that dies at any of its writes, or that does not hear of its success, and is followed by another: what is
/// published in the end is what an undisturbed process publishes.
/// </summary>
/// <remarks>Only writes are struck: to die before a write, or at a read, leaves what the write before it left.</remarks>
public sealed class CrashTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset[] Days = [new(2025, 3, 7, 14, 0, 0, TimeSpan.Zero), new(2025, 4, 8, 14, 0, 0, TimeSpan.Zero)];

    private RecordedUpstream upstream = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        upstream = await RecordedUpstream.StartAsync();
        upstream.Imports("census-imports-2025-03-06.csv",
        [
            ("2025-01", new("7601103000", "1220", 1_000, 10, 1_000, 10)),
            ("2025-01", new("7601209045", "9998", 55, null, 70, 8)),
        ]);
        upstream.Imports("census-imports-2025-04-05.csv",
        [
            ("2025-01", new("7601103000", "1220", 1_500, 15, 1_500, 15)),
            ("2025-02", new("7601103000", "2010", 9, 0, 9, 0)),
        ]);
    }

    public ValueTask DisposeAsync() => upstream.DisposeAsync();

    [Theory]
    [InlineData(nameof(Mishap.DiesBefore))]
    [InlineData(nameof(Mishap.DiesAfter))]
    [InlineData(nameof(Mishap.AnswerLost))]
    public async Task Whatever_write_it_strikes_the_end_is_the_same(string name)
    {
        var mishap = Enum.Parse<Mishap>(name);
        var (expected, writes) = await RunAsync(Mishap.None, 0);
        Assert.InRange(writes[0], 15, 60);

        // The first is enough of those that strike before: each other one finds storage as the one after the write before it.
        var strikes = mishap == Mishap.DiesBefore ? [(0, 1), (1, 1)] : Enumerable.Range(0, 2).SelectMany(d => Enumerable.Range(1, writes[d]).Select(w => (d, w))).ToArray();
        foreach (var (day, write) in strikes)
        {
            var (state, _) = await RunAsync(mishap, write, day);
            Assert.True(expected == state, $"{mishap} at write {write} of day {day + 1}:\n{state}\ninstead of\n{expected}");
        }
    }

    /// <summary>Two days of a feed: a process pulls, publishes and keeps house; on the struck day it is followed by another one.</summary>
    private async Task<(string State, int[] Writes)> RunAsync(Mishap mishap, int write, int struckDay = -1)
    {
        var prefix = AzuriteFixture.UniqueName();
        var writes = new int[Days.Length];
        using var quiet = new StorageWire();
        var storage = PipelineProcess.Connect(azurite.ConnectionString, prefix, quiet);
        for (var day = 0; day < Days.Length; day++)
        {
            await upstream.SetDayAsync(DateOnly.FromDateTime(Days[day].UtcDateTime));
            var wire = day == struckDay ? new StorageWire { Mishap = mishap, StrikesWrite = write } : new StorageWire();
            await using var process = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Days[day]), upstream.Settings(), wire);
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
            await using var next = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Days[day]), upstream.Settings());
            await WorkAsync(next);
        }

        return (await StoredState.RawAsync(storage) + "\n" + await StoredState.PublishedAsync(storage), writes);
    }

    private static async Task WorkAsync(PipelineProcess process)
    {
        await process.Ingest.RunDueAsync(process.Imports, Causes.Timer, Ct);
        await process.Publisher.PublishPendingAsync(process.Imports, Causes.Reconcile, Ct);
    }
}
