using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Publishing;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Serving;

/// <summary>What is published, as of one look at the storage.</summary>
/// <param name="Feeds">By feed.</param>
/// <param name="DataVersion">Identifies data and rules together, 12 hexadecimal digits.</param>
public sealed record Snapshot(IReadOnlyDictionary<string, FeedPublications> Feeds, string DataVersion)
{
    /// <summary>The days on which something was published, in no order and more than once.</summary>
    public IEnumerable<DateOnly> Vintages => Feeds.Values.SelectMany(f => f.All).Where(p => p.Counts).Select(p => p.Day);

    /// <summary>The newest vintage of the end of a day, or of now; null when there is none.</summary>
    public DateOnly? VintageAt(DateOnly? asOf) => Vintages.Where(v => !(v > asOf)).Select(v => (DateOnly?)v).Max();
}

/// <summary>
/// The memory of the serving side. A warm question costs no storage call: publications are looked at again in the background, and
/// a partition is read again only when its feed has published. When storage does not answer, what is known is served.
/// </summary>
public sealed partial class Catalog : IDisposable
{
    /// <summary>Partitions, and ranges of them, kept in memory; the stored cuts of all feeds and the countries of the world are fewer.</summary>
    private const int MaxPartitions = 1024;

    private readonly PublicationStore publications;
    private readonly SeriesStore series;
    private readonly CodeBook book;
    private readonly ILogger<Catalog> logger;
    private readonly TimeSpan trust;
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private readonly ConcurrentDictionary<(string Feed, string Cut, string Rows), Partition> partitions = new();
    private volatile Snapshot? current;
    private long lookedAt;

    public Catalog(PublicationStore publications, SeriesStore series, CodeBook book, IOptions<AimOptions> options, ILogger<Catalog> logger)
    {
        (this.publications, this.series, this.book, this.logger) = (publications, series, book, logger);
        trust = TimeSpan.FromSeconds(options.Value.RefreshSeconds);
    }

    /// <summary>What is published, without waiting: null before the first look, and when it is older than a refresh interval a look begins.</summary>
    public Snapshot? Peek()
    {
        if (current is not null && TimeProvider.System.GetElapsedTime(Volatile.Read(ref lookedAt)) > trust) _ = RefreshInBackgroundAsync();
        return current;
    }

    /// <summary>The same, after a first look where there was none.</summary>
    public ValueTask<Snapshot> CurrentAsync(CancellationToken cancellationToken) =>
        Peek() is { } known ? new ValueTask<Snapshot>(known) : new ValueTask<Snapshot>(RefreshAsync(cancellationToken));

    /// <summary>Looks at the storage now.</summary>
    public async Task<Snapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var feeds = await publications.ReadAllAsync(cancellationToken);
            var version = VersionOf(feeds.Values);
            if (current is not { } known || known.DataVersion != version) current = new Snapshot(feeds, version);
            Volatile.Write(ref lookedAt, TimeProvider.System.GetTimestamp());
            return current;
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>The series of a cut, from memory when they are as new as the feed.</summary>
    public ValueTask<IReadOnlyList<StoredSeries>> SeriesAsync(FeedPublications feed, string cut, CancellationToken cancellationToken) =>
        SeriesAsync(feed.Feed, feed.Epoch, cut, "", feed.Version, cancellationToken);

    /// <summary>Rows of a cut that several owners share, from memory when they are of the same version of the data.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="cut">The cut.</param>
    /// <param name="rows">How the rows begin; empty for all.</param>
    /// <param name="version">Of all that is published of the feed.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async ValueTask<IReadOnlyList<StoredSeries>> SeriesAsync(
        string feed, string epoch, string cut, string rows, string version, CancellationToken cancellationToken)
    {
        var place = (feed, cut, rows);
        if (partitions.TryGetValue(place, out var known) && known.Version == $"{epoch} {version}") return known.Series;

        var read = await series.ReadAsync(feed, epoch, cut, rows, cancellationToken);
        if (partitions.Count >= MaxPartitions) partitions.Clear();
        partitions[place] = new Partition($"{epoch} {version}", read);
        return read;
    }

    public void Dispose() => refreshing.Dispose();

    private async Task RefreshInBackgroundAsync()
    {
        // Others who come now are content with what is known; only one looks.
        Volatile.Write(ref lookedAt, TimeProvider.System.GetTimestamp());
        try
        {
            await RefreshAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AggregateException or HttpRequestException)
        {
            LogStale(e.Message);
        }
    }

    private string VersionOf(IEnumerable<FeedPublications> feeds)
    {
        var text = book.Version + string.Concat(feeds.OrderBy(f => f.Feed, StringComparer.Ordinal).Select(f => $"\n{f.Feed} {f.Version}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage does not answer; serving what is known: {Reason}")]
    private partial void LogStale(string reason);

    private sealed record Partition(string Version, IReadOnlyList<StoredSeries> Series);
}
