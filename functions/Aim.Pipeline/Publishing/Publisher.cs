using System.Collections.Concurrent;
using System.Diagnostics;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Azure;
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
    private const int Form = 1;

    /// <summary>A back-fill is published in few, growing steps, so that each series is written a few times and not a hundred.</summary>
    private const int FirstStep = 12, Growth = 3, LargestStep = 120;

    /// <summary>An answer that cannot be read is tried this often before it is passed over.</summary>
    private const int Tries = 5;

    private readonly string epoch = $"{Form}{book.StoredVersion}";
    private readonly ConcurrentDictionary<string, SemaphoreSlim> oneAtATime = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FeedPublications> latest = new(StringComparer.Ordinal);

    /// <summary>Publishes an answer that has arrived, with all else that is pending for its feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="blobName">The answer's name; most answers of a back-fill find that another has taken them along.</param>
    /// <param name="cancellationToken">Ends the work; what is written by then is not visible.</param>
    public async Task PublishAsync(CensusFeed feed, string blobName, CancellationToken cancellationToken)
    {
        if (RawBlob.TryParse(blobName) is not { } answer) return;

        var gate = oneAtATime.GetOrAdd(feed.Name, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!latest.TryGetValue(feed.Name, out var seen) || !seen.Has(answer)) await PublishPendingAsync(feed, Causes.Event, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Publishes all that is pending for a feed, and what becomes pending meanwhile.</summary>
    public async Task PublishPendingAsync(CensusFeed feed, string cause, CancellationToken cancellationToken)
    {
        while (true)
        {
            var published = await publications.ReadAsync(feed.Name, cancellationToken);
            var answers = await raw.ListAsync(feed.Name, cancellationToken);
            var pending = Pending(published, answers);
            latest[feed.Name] = published;
            if (pending.Count == 0) return;

            if (pending.Count < Math.Max(FirstStep, (Growth - 1) * published.All.Count)
                && Claim.IsHeld((await ledger.ReadAsync(feed.Name, cancellationToken)).Entity))
            {
                // More is on its way; it is cheaper to wait for it.
                await Task.Delay(250, cancellationToken);
                continue;
            }

            // Other rules replace all months at once; until then readers see the whole of the old.
            var step = published.Epoch == epoch || published.All.Count == 0 ? [.. pending.Take(LargestStep)] : pending;
            if (!await PublishAsync(feed, published, answers, step, "publish", cause, cancellationToken)) return;
        }
    }

    /// <summary>Aggregates a range again from Raw, whatever has been published of it.</summary>
    /// <returns>False when another process is publishing the feed.</returns>
    public async Task<bool> ReprocessAsync(CensusFeed feed, string? from, string? to, string cause, CancellationToken cancellationToken)
    {
        var published = await publications.ReadAsync(feed.Name, cancellationToken);
        var answers = await raw.ListAsync(feed.Name, cancellationToken);
        var units = answers.Select(a => a.Unit).Distinct(StringComparer.Ordinal)
            .Where(u => (from is null || string.CompareOrdinal(u, from) >= 0) && (to is null || string.CompareOrdinal(u, to) <= 0));
        return await PublishAsync(feed, published, answers, [.. units.Union(Pending(published, answers), StringComparer.Ordinal)], "reprocess", cause, cancellationToken);
    }

    /// <summary>Units with answers that are not published; all of them when the rules that shape the stored form have changed.</summary>
    private List<string> Pending(FeedPublications published, IEnumerable<RawBlob> answers)
    {
        var isCurrent = published.Epoch == epoch;
        return [.. answers.Where(a => !isCurrent || !published.Has(a)).Select(a => a.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private async Task<bool> PublishAsync(
        CensusFeed feed, FeedPublications published, List<RawBlob> answers, List<string> units, string step, string cause, CancellationToken cancellationToken)
    {
        if (!await publications.TryClaimAsync(published, cancellationToken)) return false;

        int unreadable;
        try
        {
            unreadable = await PublishClaimedAsync(feed, published, answers, units, step, cause, cancellationToken);
        }
        catch
        {
            await publications.TryReleaseAsync(published);
            throw;
        }

        if (unreadable > 0) throw new InvalidDataException($"{feed.Name}: {unreadable} stored answers cannot be read; see the quarantine.");
        return true;
    }

    /// <returns>The number of answers that cannot be read and are to be tried again.</returns>
    private async Task<int> PublishClaimedAsync(
        CensusFeed feed, FeedPublications published, List<RawBlob> answers, List<string> units, string step, string cause, CancellationToken cancellationToken)
    {
        var run = Run.Begin(feed.Name, step, cause, clock.GetUtcNow());
        var began = Stopwatch.GetTimestamp();
        var renewed = began;
        var sameEpoch = published.Epoch == epoch;
        var headings = sameEpoch ? published.Headings.ToHashSet(StringComparer.Ordinal) : [];
        var lines = sameEpoch ? published.All.Where(p => !units.Contains(p.Unit, StringComparer.Ordinal)).ToList() : [];
        var changes = new Dictionary<string, Dictionary<string, Dictionary<Month, CellVersion[]>>>(StringComparer.Ordinal);
        var known = published.All.Select(p => p.Unit).ToHashSet(StringComparer.Ordinal);
        var unreadable = 0;
        foreach (var unit in units)
        {
            run.Covers(unit);
            run.Asked++;
            var month = await ReadMonthAsync(feed, unit, answers.Where(a => a.Unit == unit), run, lines, known.Contains(unit), cancellationToken);
            unreadable += month.Unreadable;
            foreach (var ((cut, key), versions) in month.Versions.Versions)
            {
                if (!changes.TryGetValue(cut, out var rows)) changes.Add(cut, rows = new(StringComparer.Ordinal));
                if (!rows.TryGetValue(key, out var months)) rows.Add(key, months = []);
                months.Add(month.Versions.Month, [.. versions]);
                if (Cut.KeyParts(cut, key) is ({ } code, { })) headings.Add(code[..4]);
            }

            renewed = await RenewAsync(published, renewed, cancellationToken);
        }

        // A new epoch is first written where nobody reads; its rows are complete before the row below points at them.
        var all = units.ConvertAll(Month.Parse);
        foreach (var cut in changes.Keys.Union(headings.Select(h => Cut.Detail(h + "000000"))).Order(StringComparer.Ordinal))
        {
            run.Stored += await series.ReplaceMonthsAsync(
                feed.Name, epoch, cut, changes.GetValueOrDefault(cut) ?? [], all, cancellationToken);
            renewed = await RenewAsync(published, renewed, cancellationToken);
        }

        published.Set(lines, epoch, headings);
        Claim.Release(published.Entity);
        await publications.WriteAsync(published, cancellationToken);
        await catalog.RefreshAsync(cancellationToken);
        run.Hash = published.Version;
        await EndAsync(run, began, cancellationToken);
        return unreadable;
    }

    private async Task<(MonthVersions Versions, int Unreadable)> ReadMonthAsync(
        CensusFeed feed, string unit, IEnumerable<RawBlob> answers, Run run, List<Publication> lines, bool known, CancellationToken cancellationToken)
    {
        var versions = new MonthVersions(book, Month.Parse(unit));
        var unreadable = 0;
        IReadOnlyList<QualityIssue> issues = [];
        foreach (var answer in answers)
        {
            try
            {
                await using var body = await raw.OpenAsync(answer, cancellationToken);
                using var month = await feed.ReadAsync(unit, body, cancellationToken);
                var change = versions.Add(answer.Sequence, month);
                lines.Add(new Publication(
                    answer.Sequence, unit, answer.Received, answer.Rows, answer.Hash, change.Cells, change.Codes, change.Kilograms, change.Value, change.First));
                issues = QualityCheck.Run(feed.Name, versions.Month, month, book);
                run.Rows += month.Counts.Rows;
            }
            catch (Exception e) when (e is CensusFormatException or InvalidDataException or RequestFailedException { Status: 404 })
            {
                var entry = await quarantine.AddRawAsync(feed.Name, unit, answer.Name, e.Message, cancellationToken);
                run.Fail(unit, $"{answer.Name}: {e.Message}");
                if (entry.Tries < Tries) unreadable++;
                else lines.Add(Publication.Refused(answer));
            }
        }

        if (issues.Count > 0 || known || lines.Count(l => l.Unit == unit) > 1) await quality.SetAsync(feed.Name, unit, issues, cancellationToken);
        return (versions, unreadable);
    }

    private async Task<long> RenewAsync(FeedPublications published, long renewed, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(renewed) < Claim.RenewEvery) return renewed;

        Claim.Take(published.Entity);
        await publications.WriteAsync(published, cancellationToken);
        return Stopwatch.GetTimestamp();
    }

    private async Task EndAsync(Run run, long began, CancellationToken cancellationToken)
    {
        run.Ended = clock.GetUtcNow();
        run.DurationMs = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        run.Outcome = run.Failed > 0 ? Outcomes.Partial : run.Stored > 0 ? Outcomes.Succeeded : Outcomes.Unchanged;
        await ledger.RecordAsync(run, cancellationToken);
        LogPublished(run.Feed, run.Step, run.From, run.To, run.Stored, run.DurationMs);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed}: {Step} {From} to {To}: {Series} series written, {Milliseconds} ms")]
    private partial void LogPublished(string feed, string step, string? from, string? to, int series, long milliseconds);
}
