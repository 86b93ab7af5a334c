using Aim.Pipeline.Operations;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Azure;
using Microsoft.Extensions.Logging;

namespace Aim.Pipeline.Feeds;

/// <summary>Finds what an event should have started and did not: a lost event makes data late, never lost.</summary>
public sealed partial class Reconciler(
    FeedRegistry feeds,
    Publisher publisher,
    OperationRunner operations,
    PublicationStore publications,
    SeriesStore series,
    FileStore files,
    TimeProvider clock,
    ILogger<Reconciler> logger)
{
    /// <summary>
    /// Publishes answers and carries out orders that no event has brought to their end, and tells which feeds are late. What fails
    /// does not keep the rest.
    /// </summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var feed in feeds.All) await TryAsync(feed.Name, () => publisher.PublishPendingAsync(feed, Causes.Reconcile, cancellationToken), failures);
        await TryAsync("orders", () => operations.ExecuteMissedAsync(cancellationToken), failures);
        await TryAsync("late feeds", () => TellLateAsync(cancellationToken), failures);
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

    private async Task TellLateAsync(CancellationToken cancellationToken)
    {
        var published = await publications.ReadAllAsync(cancellationToken);
        foreach (var feed in feeds.All)
        {
            if (Expectation.Of(feed, published.Values.Where(p => p.IsOf(feed.Name)), clock.GetUtcNow()) is { IsLate: true, NextDue: { } due }) LogLate(feed.Name, due);
        }
    }

    private async Task TryAsync(string what, Func<Task> attempt, List<Exception> failures)
    {
        try
        {
            await attempt();
        }
        catch (Exception e) when (e is InvalidDataException or RequestFailedException or AggregateException)
        {
            LogFailed(what, e.Message);
            failures.Add(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feed}: reconcile: {Reason}")]
    private partial void LogFailed(string feed, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: late, expected {Day}")]
    private partial void LogLate(string feed, DateOnly day);
}
