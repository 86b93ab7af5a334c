using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>
/// Lives through the days that the upstream has recorded, one after the other: on each, the timers and then the blob functions
/// run until nothing more happens. Which days are done is kept in storage, so a restart goes on where it was.
/// </summary>
internal sealed class Replay(
    ReplayControl control,
    IReadOnlyList<TimerFunction> timers,
    BlobTriggers blobs,
    FunctionRunner runner,
    HostStorage storage,
    ReplayClock clock,
    ILogger logger)
{
    private static readonly TimeOnly Noon = new(12, 0);

    private readonly string _path = $"replay/{storage.HostId}/completed.json";

    /// <summary>Ends with the clock and the upstream in the present.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var dates = await control.DatesAsync(cancellationToken);
        var completed = await storage.ReadAsync<SortedSet<DateOnly>>(_path, cancellationToken) ?? [];
        foreach (var date in dates.Where(date => !completed.Contains(date)).Order())
        {
            var started = Stopwatch.GetTimestamp();
            await control.SetAsync(date, cancellationToken);
            clock.Freeze(new DateTimeOffset(date, Noon, TimeSpan.Zero));
            var events = await LiveAsync(cancellationToken);
            completed.Add(date);
            await storage.WriteAsync(_path, completed, cancellationToken);
            logger.LogInformation(
                "Replayed {Date:yyyy-MM-dd}: {Events} blob events in {Milliseconds:0} ms",
                date,
                events,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        await control.SetAsync(null, cancellationToken);
        clock.Freeze(null);
    }

    private async Task<int> LiveAsync(CancellationToken cancellationToken)
    {
        var events = 0;
        int found;
        do
        {
            foreach (var timer in timers)
                await timer.RunOnceAsync(runner, new TimerInfo(), cancellationToken);
            events += found = await blobs.DrainAsync(cancellationToken);
        }
        while (found > 0);
        return events;
    }
}
