using System.Collections.Concurrent;
using System.Diagnostics;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Aim.Pipeline.Telemetry;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Microsoft.Extensions.Logging;

namespace Aim.Pipeline.Publishing;

/// <summary>
/// Turns the answers in Raw into series and publishes them. What it writes follows from the set of answers alone: their order, their
/// repetition and an end at any moment change nothing.
/// </summary>
public sealed partial class Publisher(
    PublicationStore publications,
    SeriesStore series,
    RawStore raw,
    FeedLedger ledger,
    QuarantineStore quarantine,
    QualityStore quality,
    Catalog catalog,
    CodeBook book,
    TimeProvider clock,
    ILogger<Publisher> logger)
{
    /// <summary>Counts the stored form: another form is another epoch, written beside the old one and then published in its place.</summary>
    private const int Form = 2;

    /// <summary>A back-fill is published in few, growing steps, so that each series is written a few times and not a hundred.</summary>
    private const int FirstStep = 12, Growth = 3, LargestStep = 120;

    /// <summary>How long a publication waits for what is on its way: a source that must be asked slowly keeps no reader waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string epoch = $"{Form}{book.StoredVersion}";
    private readonly ConcurrentDictionary<string, SemaphoreSlim> oneAtATime = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FeedPublications> latest = new(StringComparer.Ordinal);

    /// <summary>Publishes an answer that has arrived, with all else that is pending for its part of the feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="blobName">The answer's name; most answers of a back-fill find that another has taken them along.</param>
    /// <param name="cancellationToken">Ends the work; what is written by then is not visible.</param>
    public async Task PublishAsync(IFeed feed, string blobName, CancellationToken cancellationToken)
    {
        if (RawBlob.TryParse(blobName) is not { } answer) return;

        var scope = feed.ScopeOf(answer.Unit);
        var gate = oneAtATime.GetOrAdd(scope.Name, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!latest.TryGetValue(scope.Name, out var seen) || !seen.Has(answer, feed.PublishedAt(answer))) await PublishPendingAsync(feed, scope, Causes.Event, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Publishes all that is pending for a feed, and what becomes pending meanwhile.</summary>
    /// <returns>False when another process is publishing a part of it.</returns>
    public Task<bool> PublishPendingAsync(IFeed feed, string cause, CancellationToken cancellationToken) =>
        ForAllAsync(feed, scope => PublishPendingAsync(feed, scope, cause, cancellationToken), cancellationToken);

    /// <summary>Aggregates months again from Raw, whatever has been published of them.</summary>
    /// <returns>False when another process is publishing a part of the feed.</returns>
    public Task<bool> ReprocessAsync(IFeed feed, string? from, string? to, string cause, CancellationToken cancellationToken)
    {
        var (first, last) = (from is null ? default : Month.Parse(from), to is null ? new Month(9999, 12) : Month.Parse(to));
        return ForAllAsync(
            feed,
            async scope =>
            {
                var published = await publications.ReadAsync(scope.Name, cancellationToken);
                var answers = await raw.ListAsync(feed.Name, scope.Units, cancellationToken);
                var pending = answers.Where(a => published.Epoch != epoch || !published.IsRead(a)).ToList();
                return await PublishAsync(
                    feed, scope, published, answers, pending, m => published.Epoch != epoch || (m >= first && m <= last), "reprocess", cause, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Reads the answers of a unit again, whatever became of them before.</summary>
    /// <returns>False when another process is publishing its part of the feed.</returns>
    /// <exception cref="InvalidDataException">One of them still cannot be read.</exception>
    public async Task<bool> RetryAsync(IFeed feed, string unit, CancellationToken cancellationToken)
    {
        var scope = feed.ScopeOf(unit);
        var published = await publications.ReadAsync(scope.Name, cancellationToken);
        var answers = await raw.ListAsync(feed.Name, scope.Units, cancellationToken);
        var pending = answers.Where(a => a.Unit == unit || published.Epoch != epoch || !published.Has(a, feed.PublishedAt(a))).ToList();
        return await PublishAsync(feed, scope, published, answers, pending, _ => published.Epoch != epoch, "reprocess", Causes.Admin, cancellationToken);
    }

    private async Task<bool> ForAllAsync(IFeed feed, Func<PublicationScope, Task<bool>> publish, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var scope in (await raw.ListAsync(feed.Name, "", cancellationToken)).Select(a => feed.ScopeOf(a.Unit)).Distinct().ToList()) all &= await publish(scope);
        return all;
    }

    private async Task<bool> PublishPendingAsync(IFeed feed, PublicationScope scope, string cause, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var published = await publications.ReadAsync(scope.Name, cancellationToken);
            var answers = await raw.ListAsync(feed.Name, scope.Units, cancellationToken);
            var isNewEpoch = published.Epoch != epoch;
            var pending = answers.Where(a => isNewEpoch || !published.Has(a, feed.PublishedAt(a))).ToList();
            latest[scope.Name] = published;
            if (pending.Count == 0) return true;

            // Answers that share months are best published together: each step would compute the same months again.
            var areShared = feed.MonthOf(pending[0]) is null;
            if ((areShared || pending.Count < Math.Max(FirstStep, (Growth - 1) * published.All.Count))
                && Stopwatch.GetElapsedTime(began) < Patience
                && await ledger.ReadAsync(feed.Name, cancellationToken) is var pull && Claim.IsHeld(pull.Entity) && pull.Pulling == scope.Name)
            {
                // More is on its way; it is cheaper to wait for it.
                await Task.Delay(250, cancellationToken);
                continue;
            }

            // Other rules replace all months at once; until then readers see the whole of the old.
            var step = areShared || (isNewEpoch && published.All.Count > 0) ? pending : [.. pending.Take(LargestStep)];
            if (!await PublishAsync(feed, scope, published, answers, step, _ => isNewEpoch, "publish", cause, cancellationToken)) return false;
        }
    }

    /// <param name="feed">The feed.</param>
    /// <param name="scope">The part of it.</param>
    /// <param name="published">Its row, as read.</param>
    /// <param name="answers">All answers in Raw.</param>
    /// <param name="pending">Those to publish now.</param>
    /// <param name="again">Months to compute anew, beside those of the pending answers.</param>
    /// <param name="step">For the ledger.</param>
    /// <param name="cause">For the ledger.</param>
    /// <param name="cancellationToken">Ends the work; readers then see what they saw before.</param>
    private async Task<bool> PublishAsync(
        IFeed feed, PublicationScope scope, FeedPublications published, List<RawBlob> answers, List<RawBlob> pending, Func<Month, bool> again, string step, string cause, CancellationToken cancellationToken)
    {
        if (!await publications.TryClaimAsync(published, cancellationToken)) return false;

        int unreadable;
        try
        {
            unreadable = await PublishClaimedAsync(feed, scope, published, answers, pending, again, step, cause, cancellationToken);
        }
        catch
        {
            await publications.TryReleaseAsync(published);
            throw;
        }

        if (unreadable > 0) throw new InvalidDataException($"{scope.Name}: {unreadable} stored answers cannot be read; see the quarantine.");
        return true;
    }

    /// <returns>The number of answers that cannot be read and are to be tried again.</returns>
    private async Task<int> PublishClaimedAsync(
        IFeed feed, PublicationScope scope, FeedPublications published, List<RawBlob> answers, List<RawBlob> pending, Func<Month, bool> again, string step, string cause, CancellationToken cancellationToken)
    {
        var run = Run.Begin(feed.Name, step, cause, clock.GetUtcNow());
        using var span = AimTelemetry.Start(run);
        var began = Stopwatch.GetTimestamp();
        var renewed = began;
        var (known, cuts) = published.Epoch == epoch ? (published.All, published.Cuts) : ([], []);
        var wasKnown = published.All.SelectMany(p => p.Changes).Select(c => c.Month).ToHashSet();
        var fold = new Fold(feed, raw, quarantine, run, known, wasKnown, answers, pending, again);
        await fold.RunAsync(async () => renewed = await RenewAsync(published, renewed, cancellationToken), cancellationToken);

        // A new epoch is first written where nobody reads; its rows are complete before the row below points at them.
        foreach (var cut in fold.Changes.Keys.Union(cuts).Order(StringComparer.Ordinal))
        {
            run.Stored += await series.ReplaceMonthsAsync(feed.Name, epoch, cut, Cut.RowsOf(cut, scope.Owner), fold.Changes.GetValueOrDefault(cut) ?? [], fold.Months, cancellationToken);
            renewed = await RenewAsync(published, renewed, cancellationToken);
        }

        foreach (var (month, issues) in fold.Issues) await quality.SetAsync(scope.Name, month.ToString(), issues, cancellationToken);

        published.Set(fold.Publications, epoch, fold.Changes.Keys.Union(cuts));
        Claim.Release(published.Entity);
        await publications.WriteAsync(published, cancellationToken);
        await catalog.RefreshAsync(cancellationToken);
        run.Hash = published.Version;
        await EndAsync(run, began, span, cancellationToken);
        return fold.Unreadable;
    }

    private async Task<long> RenewAsync(FeedPublications published, long renewed, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(renewed) < Claim.RenewEvery) return renewed;

        Claim.Take(published.Entity);
        await publications.WriteAsync(published, cancellationToken);
        return Stopwatch.GetTimestamp();
    }

    private async Task EndAsync(Run run, long began, Activity? span, CancellationToken cancellationToken)
    {
        run.Ended = clock.GetUtcNow();
        run.DurationMs = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        run.Outcome = run.Failed > 0 ? Outcomes.Partial : run.Stored > 0 ? Outcomes.Succeeded : Outcomes.Unchanged;
        AimTelemetry.End(run, span);
        await ledger.RecordAsync(run, cancellationToken);
        LogPublished(run.Feed, run.Step, run.From, run.To, run.Stored, run.DurationMs);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed}: {Step} {From} to {To}: {Series} series written, {Milliseconds} ms")]
    private partial void LogPublished(string feed, string step, string? from, string? to, int series, long milliseconds);
}
