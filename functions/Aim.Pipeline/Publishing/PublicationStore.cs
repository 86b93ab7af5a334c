using Aim.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Publishing;

/// <summary>Table <c>publications</c>: one partition with a row for each feed, read in one round trip.</summary>
public sealed class PublicationStore(AimStorage storage)
{
    public async Task<Dictionary<string, FeedPublications>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var feeds = new Dictionary<string, FeedPublications>(StringComparer.Ordinal);
        try
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {FeedPublications.Partition}");
            await foreach (var entity in storage.Publications.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                feeds.Add(entity.RowKey, FeedPublications.Of(entity.RowKey, entity));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing has been published yet.
        }

        return feeds;
    }

    public async Task<FeedPublications> ReadAsync(string feed, CancellationToken cancellationToken)
    {
        var found = await storage.Publications.GetEntityIfExistsAsync<TableEntity>(FeedPublications.Partition, feed, cancellationToken: cancellationToken);
        return FeedPublications.Of(feed, found.HasValue ? found.Value : null);
    }

    /// <summary>Takes the right to publish a feed; false when another holds it.</summary>
    public async Task<bool> TryClaimAsync(FeedPublications feed, CancellationToken cancellationToken)
    {
        if (Claim.IsHeld(feed.Entity)) return false;

        Claim.Take(feed.Entity);
        try
        {
            await WriteAsync(feed, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Lets go of the right after a failure, so that the next one need not wait until it runs out.</summary>
    public async Task TryReleaseAsync(FeedPublications feed)
    {
        Claim.Release(feed.Entity);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await WriteAsync(feed, limit.Token);
        }
        catch (Exception e) when (e is RequestFailedException or OperationCanceledException)
        {
            // Another has taken over, or storage does not answer: then the claim runs out.
        }
    }

    /// <summary>Writes the row; readers see the whole of it, or nothing.</summary>
    /// <exception cref="RequestFailedException">412: another process has taken over.</exception>
    public async Task WriteAsync(FeedPublications feed, CancellationToken cancellationToken)
    {
        try
        {
            var response = feed.Entity.ETag == default
                ? await storage.Publications.AddEntityAsync(feed.Entity, cancellationToken)
                : await storage.Publications.UpdateEntityAsync(feed.Entity, feed.Entity.ETag, TableUpdateMode.Replace, cancellationToken);
            if (response.Headers.ETag is { } etag) feed.Entity.ETag = etag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            if (await OwnWrite.FindAsync(storage.Publications, feed.Entity, cancellationToken) is not { } own) throw;
            feed.Entity.ETag = own;
        }
    }
}
