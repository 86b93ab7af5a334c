using System.Globalization;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Operations;

/// <summary>
/// Orders of administrators: a row that tells the state, and a blob whose arrival starts the work, so that an order survives the
/// process that took it.
/// </summary>
public sealed class OperationRunner(AimStorage storage, FeedRegistry feeds, Ingest ingest, Publisher publisher, FeedLedger ledger, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>An order that has not begun by then has lost its event; one that has not ended by then, its process (a function may run for 30 minutes).</summary>
    private static readonly TimeSpan BeginsWithin = TimeSpan.FromMinutes(2), EndsWithin = TimeSpan.FromHours(1);

    public async Task<Operation> QueueAsync(string kind, string feed, string? from, string? to, CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        var now = clock.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyyMMdd'T'HHmmssfff}-{Guid.NewGuid().ToString("N")[..8]}");
        var operation = new Operation(id, kind, feed, from, to, now);
        await SaveAsync(operation, cancellationToken);
        await storage.Commands.GetBlobClient($"{id}.json").UploadAsync(
            BinaryData.FromObjectAsJson(new { operation.Id, kind, feed, from, to }), overwrite: true, cancellationToken);
        return operation;
    }

    public async Task<Operation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var found = await storage.Operations.GetEntityIfExistsAsync<TableEntity>(Operation.Partition, id, cancellationToken: cancellationToken);
            return found.HasValue ? Operation.Of(found.Value!) : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Orders that have not ended, oldest first.</summary>
    public async Task<List<Operation>> OpenAsync(CancellationToken cancellationToken)
    {
        var open = new List<Operation>();
        try
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Operation.Partition} and (State eq 'queued' or State eq 'running')");
            await foreach (var entity in storage.Operations.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) open.Add(Operation.Of(entity));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No order has been given yet.
        }

        return open;
    }

    /// <summary>Carries out the orders that no event has brought to their end.</summary>
    public async Task ExecuteMissedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var order in (await OpenAsync(cancellationToken)).Where(o => now - o.Created > (o.State == "queued" ? BeginsWithin : EndsWithin)))
            await ExecuteAsync(order.Id, cancellationToken);
    }

    /// <summary>Carries an order out; one that has ended is not carried out twice.</summary>
    public async Task ExecuteAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsOpen: true } operation || feeds.Find(operation.Feed) is not { } feed) return;

        operation = operation with { State = "running" };
        await SaveAsync(operation, cancellationToken);
        try
        {
            operation = operation.Kind == "ingest"
                ? await PullAsync(operation, feed, cancellationToken)
                : await ReprocessAsync(operation, feed, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            operation = operation with { State = "failed", Failed = operation.Failed + 1, Errors = [.. operation.Errors, e.Message] };
        }

        await SaveAsync(operation with { Ended = clock.GetUtcNow() }, cancellationToken);
    }

    private async Task<Operation> PullAsync(Operation operation, IFeed feed, CancellationToken cancellationToken)
    {
        Run? run = null;
        await WaitForAsync(async () =>
        {
            run = await ingest.RunRangeAsync(
                feed, operation.From, operation.To, Causes.Admin, r => SaveAsync(With(operation, r, "running"), cancellationToken), cancellationToken);
            return run is not null;
        });
        await WaitForAsync(() => publisher.PublishPendingAsync(feed, Causes.Admin, cancellationToken));
        return With(operation, run!, run!.Failed == 0 ? "succeeded" : "failed");
    }

    private async Task<Operation> ReprocessAsync(Operation operation, IFeed feed, CancellationToken cancellationToken)
    {
        await WaitForAsync(() => publisher.ReprocessAsync(feed, operation.From, operation.To, Causes.Admin, cancellationToken));
        var run = (await ledger.RunsAsync(feed.Name, null, 20, cancellationToken)).FirstOrDefault(r => r.Step == "reprocess");
        return run is null ? operation with { State = "succeeded" } : With(operation, run, run.Failed == 0 ? "succeeded" : "failed");
    }

    private static Operation With(Operation operation, Run run, string state) =>
        operation with { State = state, Asked = run.Asked, Stored = run.Stored, Failed = run.Failed, Errors = [.. run.Errors] };

    /// <summary>Another run of the feed goes first.</summary>
    private static async Task WaitForAsync(Func<Task<bool>> attempt)
    {
        for (var until = DateTimeOffset.UtcNow + Patience; !await attempt();)
        {
            if (DateTimeOffset.UtcNow > until) throw new TimeoutException("Another run of the feed did not end in time.");
            await Task.Delay(250);
        }
    }

    private async Task SaveAsync(Operation operation, CancellationToken cancellationToken) =>
        await storage.Operations.UpsertEntityAsync(operation.ToEntity(), TableUpdateMode.Replace, cancellationToken);
}
