using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>Runs the functions that blobs have started, a limited number at once.</summary>
internal sealed class BlobQueue(
    FunctionRunner runner, ReceiptLog receipts, HostStorage storage, HostJson host, TimeSpan firstDelay, ILogger logger)
{
    private readonly Channel<BlobEvent> _events = Channel.CreateUnbounded<BlobEvent>();
    private readonly RetryPolicy _policy = new(host.BlobTries - 1, firstDelay, firstDelay * 16);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _busy;
    private int _pending;

    /// <summary>Completes when nothing is queued and nothing runs.</summary>
    public Task WhenIdle
    {
        get
        {
            lock (_lock)
                return _busy?.Task ?? Task.CompletedTask;
        }
    }

    public void Add(BlobEvent blob)
    {
        lock (_lock)
        {
            _pending++;
            _busy ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _events.Writer.TryWrite(blob);
    }

    public Task RunAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _events.Reader.ReadAllAsync(cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = host.BlobParallelism, CancellationToken = cancellationToken },
        async (blob, stop) =>
        {
            try
            {
                await HandleAsync(blob, stop);
            }
#pragma warning disable CA1031 // Whatever storage throws when it is away: an event must not be lost.
            catch (Exception exception) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "{Blob} could not be recorded as poison; its tries begin again", blob.Receipt.Path);
                Add(blob);
            }

            Done();
        });

    private async Task HandleAsync(BlobEvent blob, CancellationToken cancellationToken)
    {
        ValueTask<object?> ReadAsync(CancellationToken stop) => blob.Function.ReadAsync(blob.Container, blob.Name, stop);
        if (!await runner.TryRunAsync(blob.Function.Function, blob.Data, ReadAsync, _policy, cancellationToken))
            await GiveUpAsync(blob);
        receipts.Add(blob.Receipt, blob.ETag);
    }

    // Not cut off by a stop: record and receipt belong together.
    private async Task GiveUpAsync(BlobEvent blob)
    {
        var function = blob.Function.Function.Name;
        // A blob that has gone in the meantime is no fault of the function.
        if (!await blob.Container.GetBlobClient(blob.Name).ExistsAsync(CancellationToken.None))
            return;
        await storage.WriteAsync(
            $"poison/{storage.HostId}/{function}/{blob.ETag.ToString().Trim('"')}/{blob.Receipt.Path}.json",
            new
            {
                FunctionId = $"Host.Functions.{function}",
                BlobType = "BlockBlob",
                ContainerName = blob.Container.Name,
                BlobName = blob.Name,
                ETag = blob.ETag.ToString(),
            },
            CancellationToken.None);
        logger.LogError("{Function} gave up on {Blob} after {Tries} tries", function, blob.Receipt.Path, host.BlobTries);
    }

    private void Done()
    {
        lock (_lock)
        {
            if (--_pending > 0)
                return;
            _busy!.SetResult();
            _busy = null;
        }
    }
}
