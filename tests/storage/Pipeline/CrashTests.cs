using Aim.Faults.Proxy;
using Aim.Pipeline.Feeds;
using Azure;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>
/// A process that dies before or after any of its calls, to storage or to the upstream, or that does not hear of the success of a
/// write, and is followed by another: what is published in the end is what an undisturbed process publishes.
/// </summary>
public sealed class CrashTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset[] Days = [new(2025, 3, 7, 14, 0, 0, TimeSpan.Zero), new(2025, 4, 8, 14, 0, 0, TimeSpan.Zero)];

    private RecordedUpstream upstream = null!;
    private FaultProxy way = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        upstream = await RecordedUpstream.StartAsync();
        way = await FaultProxy.StartAsync(upstream.Address);
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

    public async ValueTask DisposeAsync()
    {
        await way.DisposeAsync();
        await upstream.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(Mishap.DiesBefore))]
    [InlineData(nameof(Mishap.DiesAfter))]
    public async Task Fault_26_Whatever_call_to_storage_a_process_dies_at_the_end_is_the_same(string name) =>
        await StrikeAsync(Enum.Parse<Mishap>(name), _ => true);

    [Fact]
    public async Task Fault_28_Whatever_write_is_not_acknowledged_the_end_is_the_same() =>
        await StrikeAsync(Mishap.AnswerLost, call => !call.StartsWith("GET", StringComparison.Ordinal));

    [Fact]
    public async Task Fault_26_Whatever_call_to_the_upstream_a_process_dies_at_the_end_is_the_same()
    {
        var (expected, _) = await RunAsync(-1, () => new StorageWire());
        for (var day = 0; day < Days.Length; day++)
        {
            // A month of the first day; on the second that one again and the next. Dead while it waits, or when it has the answer.
            for (var (nth, struck) = (1, true); struck; nth++)
            {
                foreach (var isBefore in (bool[])[true, false])
                {
                    var wire = new StorageWire();
                    var rule = new FaultRule(isBefore ? Aim.Faults.Proxy.Faults.After(Die, Aim.Faults.Proxy.Faults.Refuse) : Aim.Faults.Proxy.Faults.After(Die, call => call.PassAsync())) { Nth = nth, Count = 1 };
                    var (state, _) = await RunAsync(day, () => wire, rule);
                    Assert.True(expected == state, $"call {nth} of day {day + 1}:\n{state}\ninstead of\n{expected}");
                    struck = rule.Struck == 1;

                    Task Die()
                    {
                        wire.Die();
                        return Task.CompletedTask;
                    }
                }
            }
        }
    }

    private async Task StrikeAsync(Mishap mishap, Func<string, bool> isPoint)
    {
        var (expected, calls) = await RunAsync(-1, () => new StorageWire());
        Assert.All(calls, day => Assert.InRange(day.Count, 20, 120));

        for (var day = 0; day < Days.Length; day++)
        {
            for (var call = 1; call <= calls[day].Count; call++)
            {
                if (!isPoint(calls[day][call - 1])) continue;

                var (state, _) = await RunAsync(day, () => new StorageWire { Mishap = mishap, StrikesCall = call });
                Assert.True(expected == state, $"{mishap} at call {call} of day {day + 1}, {calls[day][call - 1]}:\n{state}\ninstead of\n{expected}");
            }
        }
    }

    /// <summary>Two days of a feed: a process pulls, publishes and keeps house; on the struck day it is followed by another one.</summary>
    private async Task<(string State, List<string>[] Calls)> RunAsync(int struckDay, Func<StorageWire> struck, FaultRule? onTheWay = null)
    {
        var prefix = AzuriteFixture.UniqueName();
        var calls = new List<string>[Days.Length];
        using var quiet = new StorageWire();
        var storage = PipelineProcess.Connect(azurite.ConnectionString, prefix, quiet);
        for (var day = 0; day < Days.Length; day++)
        {
            await upstream.SetDayAsync(DateOnly.FromDateTime(Days[day].UtcDateTime));
            var wire = day == struckDay ? struck() : new StorageWire();
            if (day == struckDay && onTheWay is not null) way.Play(onTheWay);
            await using var process = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Days[day]), upstream.Settings(way.Address), wire);
            try
            {
                await WorkAsync(process);
            }
            catch (Exception e) when (day == struckDay && e is ProcessDiedException or RequestFailedException or AggregateException)
            {
                // It is followed by another process below.
            }

            way.Mend();
            calls[day] = [.. wire.Requests];
            if (day != struckDay) continue;

            await StoredState.LetClaimsDieAsync(storage);
            await using var next = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Days[day]), upstream.Settings(way.Address));
            await WorkAsync(next);
        }

        return (await StoredState.RawAsync(storage) + "\n" + await StoredState.PublishedAsync(storage), calls);
    }

    private static async Task WorkAsync(PipelineProcess process)
    {
        await process.Ingest.RunDueAsync(process.Imports, Causes.Timer, Ct);
        await process.Publisher.PublishPendingAsync(process.Imports, Causes.Reconcile, Ct);
    }
}
