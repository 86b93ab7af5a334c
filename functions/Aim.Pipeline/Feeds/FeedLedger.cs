using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Feeds;

/// <summary>
/// Table <c>feeds</c>: per feed one partition with its state and its ledger, so that the claim of a run, its result and its ledger
/// row are written in one transaction.
/// </summary>
public sealed class FeedLedger(AimStorage storage, RawStore raw)
{
    public async Task<FeedState> ReadAsync(string feed, CancellationToken cancellationToken)
    {
        try
        {
            var found = await storage.Feeds.GetEntityIfExistsAsync<TableEntity>(feed, FeedState.RowKey, cancellationToken: cancellationToken);
            return FeedState.Of(feed, found.HasValue ? found.Value : null);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return FeedState.Of(feed, null);
        }
    }

    /// <summary>Begins a run; false when another process holds the feed.</summary>
    public async Task<bool> TryBeginAsync(FeedState state, Run run, CancellationToken cancellationToken)
    {
        if (Claim.IsHeld(state.Entity)) return false;

        await storage.EnsureCreatedAsync();
        var actions = new List<TableTransactionAction>();
        if (Claim.IsAbandoned(state.Entity) && state.RunKey is { } interrupted)
            actions.Add(new(TableTransactionActionType.UpsertMerge, new TableEntity(run.Feed, interrupted) { ["Outcome"] = Outcomes.Interrupted }));

        // After an end amid a run, and after the loss of the row itself, the names in Raw know more than the row.
        if (Claim.IsAbandoned(state.Entity) || state.Entity.ETag == default) await RebuildAsync(state, cancellationToken);
        Claim.Take(state.Entity);
        state.RunKey = run.Key;
        actions.Add(StateAction(state));
        actions.Add(new(TableTransactionActionType.UpsertReplace, run.ToEntity()));
        try
        {
            await SubmitAsync(state, actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Keeps the claim and shows how far the run is.</summary>
    /// <exception cref="RequestFailedException">412: the claim was lost.</exception>
    public async Task SaveAsync(FeedState state, Run run, CancellationToken cancellationToken)
    {
        Claim.Take(state.Entity);
        await SubmitAsync(state, [StateAction(state), new(TableTransactionActionType.UpsertReplace, run.ToEntity())], cancellationToken);
    }

    public async Task EndAsync(FeedState state, Run run, CancellationToken cancellationToken)
    {
        Claim.Release(state.Entity);
        await SubmitAsync(state, [StateAction(state), new(TableTransactionActionType.UpsertReplace, run.ToEntity())], cancellationToken);
    }

    /// <summary>Writes the row of a run that claims no feed state, as of a publication.</summary>
    public async Task RecordAsync(Run run, CancellationToken cancellationToken) =>
        await storage.Feeds.UpsertEntityAsync(run.ToEntity(), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Runs, newest first.</summary>
    public async Task<List<Run>> RunsAsync(string feed, DateTimeOffset? since, int limit, CancellationToken cancellationToken)
    {
        var runs = new List<Run>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {feed} and RowKey ge {"run-"} and RowKey lt {"run."}");
        try
        {
            await foreach (var entity in storage.Feeds.QueryAsync<TableEntity>(filter, Math.Min(limit, 1000), cancellationToken: cancellationToken))
            {
                var run = Run.Of(entity);
                if (run.Started < since || runs.Count == limit) break;
                runs.Add(run);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No run has taken place yet.
        }

        return runs;
    }

    private async Task RebuildAsync(FeedState state, CancellationToken cancellationToken)
    {
        foreach (var blob in await raw.ListAsync(state.Entity.PartitionKey, "", cancellationToken))
        {
            state.NextSequence = Math.Max(state.NextSequence, blob.Sequence + 1);
            if (!state.Units.TryGetValue(blob.Unit, out var unit) || unit.Sequence < blob.Sequence)
                state.Units[blob.Unit] = new UnitState(blob.Sequence, blob.Hash, blob.Received);
        }
    }

    private static TableTransactionAction StateAction(FeedState state)
    {
        var entity = state.ToEntity();
        return entity.ETag == default
            ? new(TableTransactionActionType.Add, entity)
            : new(TableTransactionActionType.UpdateReplace, entity, entity.ETag);
    }

    private async Task SubmitAsync(FeedState state, List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            var response = await storage.Feeds.SubmitTransactionAsync(actions, cancellationToken);
            var index = actions.FindIndex(a => a.Entity == state.Entity);
            if (response.Value[index].Headers.ETag is { } etag) state.Entity.ETag = etag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            if (await OwnWrite.FindAsync(storage.Feeds, state.Entity, cancellationToken) is not { } own) throw;
            state.Entity.ETag = own;
        }
    }
}
