using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>All blob functions: finds what is new, runs what it starts, remembers what was done.</summary>
internal sealed class BlobTriggers
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    private readonly ReceiptLog _receipts;
    private readonly BlobQueue _queue;
    private readonly List<BlobScanner> _scanners;
    private readonly TimeSpan _interval;

    public BlobTriggers(
        IEnumerable<BlobFunction> functions,
        FunctionRunner runner,
        HostStorage storage,
        HostJson host,
        IConfiguration configuration,
        ILoggerFactory loggers)
    {
        _interval = TimeSpan.FromMilliseconds(configuration.GetValue("AIM_LOCAL_BLOB_POLL_MS", 500));
        var firstDelay = TimeSpan.FromMilliseconds(configuration.GetValue("AIM_LOCAL_BLOB_RETRY_MS", 200));
        _receipts = new(storage);
        _queue = new(runner, _receipts, storage, host, firstDelay, loggers.CreateLogger("Host.Triggers.Blobs"));
        _scanners = [.. functions
            .GroupBy(function => (function.Connection, function.Pattern.Container))
            .Select(group => new BlobScanner(
                HostStorage.Service(configuration, group.Key.Connection).GetBlobContainerClient(group.Key.Container),
                [.. group],
                _receipts,
                _queue))];
    }

    public Task LoadAsync(CancellationToken cancellationToken) => _receipts.LoadAsync(cancellationToken);

    /// <summary>Runs functions for what the scans find, until cancelled.</summary>
    public Task RunQueueAsync(CancellationToken cancellationToken) => _queue.RunAsync(cancellationToken);

    /// <summary>Scans again and again, until cancelled.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var idle = await ScanAsync(cancellationToken) == 0 && _queue.WhenIdle.IsCompleted;
            // A listing of tens of thousands of blobs takes its time; most of the machine is for others. What took longer waited for storage.
            var rest = TimeSpan.FromTicks(Math.Min(Stopwatch.GetElapsedTime(started).Ticks * 4, LongestRest.Ticks));
            var pause = idle ? _interval * 2 : _interval;
            await Task.Delay(rest > pause ? rest : pause, cancellationToken);
        }
    }

    /// <summary>Scans at once, as often as it finds something, and waits until all of it has run.</summary>
    /// <returns>How many events there were.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var events = 0;
        int found;
        do
        {
            await _queue.WhenIdle.WaitAsync(cancellationToken);
            events += found = await ScanAsync(cancellationToken);
        }
        while (found > 0);
        return events;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => _receipts.FlushAsync(cancellationToken);

    private async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        var found = 0;
        foreach (var scanner in _scanners)
            found += await scanner.ScanAsync(cancellationToken);
        return found;
    }
}
