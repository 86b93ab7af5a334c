using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Azure;
using Microsoft.Extensions.Logging;

namespace Aim.Pipeline.Feeds;

/// <summary>Finds what an event should have started and did not: a lost event makes data late, never lost.</summary>
public sealed partial class Reconciler(FeedRegistry feeds, Publisher publisher, PublicationStore publications, SeriesStore series, FileStore files, ILogger<Reconciler> logger)
{
    /// <summary>Publishes answers that no event has brought to publication. A feed that fails does not keep the others.</summary>
    public async Task PublishMissedAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var feed in feeds.All)
        {
            try
            {
                await publisher.PublishPendingAsync(feed, Causes.Reconcile, cancellationToken);
            }
            catch (Exception e) when (e is InvalidDataException or RequestFailedException)
            {
                LogFailed(feed.Name, e.Message);
                failures.Add(e);
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>Removes series that no publication points at any more, and old files.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var published = await publications.ReadAllAsync(cancellationToken);
        foreach (var feed in feeds.All)
        {
            var epochs = published.Values.Where(p => p.IsOf(feed.Name)).Select(p => p.Epoch).Distinct(StringComparer.Ordinal).ToList();
            if (epochs.Count > 0 && !epochs.Contains("", StringComparer.Ordinal)) await series.DeleteOtherEpochsAsync(feed.Name, epochs, cancellationToken);
        }

        await files.CleanAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feed}: reconcile: {Reason}")]
    private partial void LogFailed(string feed, string reason);
}
