using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aim.Pipeline.Feeds;

/// <summary>Pulls what is due of a feed into Raw. A run that changes nothing costs three storage calls.</summary>
public sealed partial class Ingest(
    FeedLedger ledger, RawStore raw, QuarantineStore quarantine, TimeProvider clock, ILogger<Ingest> logger)
{
    /// <summary>A source that sends this much rubbish in a row is not asked further in this run.</summary>
    private const int RubbishLimit = 5;

    private readonly ConcurrentDictionary<string, bool> hasRun = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits until a feed has ended its first run, a minute at most: of an empty store the first dashboard is filled before all else.
    /// </summary>
    public async Task AwaitFirstRunAsync(IFeed feed, CancellationToken cancellationToken)
    {
        // On days that are replayed timers run one after the other: whom we wait for may be behind us.
        if (TimeProvider.System.GetUtcNow() - clock.GetUtcNow() > TimeSpan.FromHours(1)) return;

        for (var waited = 0; waited < 240 && !hasRun.ContainsKey(feed.Name); waited++)
        {
            if (await ledger.ReadAsync(feed.Name, cancellationToken) is { LastSuccess: null, Failures: 0 }) await Task.Delay(250, cancellationToken);
            else hasRun[feed.Name] = true;
        }
    }

    /// <summary>Pulls what is due now; does nothing when nothing is due or another process is at it.</summary>
    public async Task RunDueAsync(IFeed feed, string cause, CancellationToken cancellationToken)
    {
        var state = await ledger.ReadAsync(feed.Name, cancellationToken);
        var now = clock.GetUtcNow();
        if (now < state.BlockedUntil) return;

        IReadOnlyList<string> due;
        try
        {
            due = await feed.DueAsync(state.Units, now, cancellationToken);
        }
        catch (SourceException e)
        {
            await FailAsync(state, Run.Begin(feed.Name, "ingest", cause, now), e, cancellationToken);
            return;
        }

        // The first look leaves a run even when there is nothing, so that it is known to have taken place.
        if (due.Count > 0 || state.LastSuccess is null) await RunAsync(feed, state, due, cause, null, cancellationToken);
    }

    /// <summary>Pulls a range, due or not.</summary>
    /// <returns>The run; null when another process is pulling the feed.</returns>
    public async Task<Run?> RunRangeAsync(IFeed feed, string? from, string? to, string cause, Func<Run, Task>? progress, CancellationToken cancellationToken)
    {
        var state = await ledger.ReadAsync(feed.Name, cancellationToken);
        return await RunAsync(feed, state, await feed.RangeAsync(from, to, clock.GetUtcNow(), cancellationToken), cause, progress, cancellationToken);
    }

    /// <summary>Stores an answer that somebody brings, and that has been read through.</summary>
    /// <returns>False when another process is pulling the feed.</returns>
    public async Task<bool> StoreAsync(IFeed feed, string unit, Spool spool, long rows, Uri origin, CancellationToken cancellationToken)
    {
        var state = await ledger.ReadAsync(feed.Name, cancellationToken);
        var run = Run.Begin(feed.Name, "ingest", Causes.Admin, clock.GetUtcNow());
        if (!await ledger.TryBeginAsync(state, run, cancellationToken)) return false;

        using var span = AimTelemetry.Start(run);
        var began = Stopwatch.GetTimestamp();
        var isDone = false;
        try
        {
            var hash = await HashAsync(spool, cancellationToken);
            run.Asked++;
            run.Bytes = spool.Length;
            if (state.Units.GetValueOrDefault(unit) is { IsPresent: true } known && known.Hash == hash) run.Unchanged++;
            else await StoreAsync(feed, state, run, unit, hash, rows, spool, origin, cancellationToken);
            isDone = true;
        }
        finally
        {
            await EndAsync(state, run, began, span, stopped: !isDone);
        }

        return true;
    }

    /// <summary>Tries a refused answer again, as if it had just been received.</summary>
    /// <exception cref="SourceException">It is still refused.</exception>
    public async Task<bool> ReplayAsync(IFeed feed, QuarantineEntry entry, CancellationToken cancellationToken)
    {
        await using var spool = await quarantine.OpenAsync(entry, cancellationToken);
        var rows = await feed.ValidateAsync(entry.Unit, spool, cancellationToken);
        return await StoreAsync(feed, entry.Unit, spool, rows, new Uri(entry.Origin), cancellationToken);
    }

    /// <summary>Reads the newest stored answer of a unit through again; what is refused of it goes to the quarantine again.</summary>
    /// <exception cref="SourceException">All of it is refused now.</exception>
    public async Task RecheckAsync(IFeed feed, string unit, CancellationToken cancellationToken)
    {
        if ((await raw.ListAsync(feed.Name, $"{unit}/", cancellationToken)).LastOrDefault() is not { } answer) return;

        await using var body = await raw.OpenAsync(answer, cancellationToken);
        await feed.ValidateAsync(unit, body, cancellationToken);
    }

    private async Task<Run?> RunAsync(
        IFeed feed, FeedState state, IReadOnlyList<string> units, string cause, Func<Run, Task>? progress, CancellationToken cancellationToken)
    {
        var run = Run.Begin(feed.Name, "ingest", cause, clock.GetUtcNow());
        state.Pulling = units.Count > 0 ? feed.ScopeOf(units[0]).Name : "";
        if (!await ledger.TryBeginAsync(state, run, cancellationToken)) return null;

        using var span = AimTelemetry.Start(run);
        var began = Stopwatch.GetTimestamp();
        var saved = began;
        var rubbish = 0;
        DateTimeOffset? until = null;
        try
        {
            foreach (var unit in units)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var scope = feed.ScopeOf(unit).Name;
                if (state.Pulling != scope || Stopwatch.GetElapsedTime(saved) > Claim.RenewEvery)
                {
                    saved = Stopwatch.GetTimestamp();
                    state.Pulling = scope;
                    await ledger.SaveAsync(state, run, cancellationToken);
                    if (progress is not null) await progress(run);
                }

                run.Covers(unit);
                run.Asked++;
                try
                {
                    await PullAsync(feed, state, run, unit, cancellationToken);
                    rubbish = 0;
                }
                catch (SourceException e) when (e is { Fault: SourceFault.Quota, Until: not null })
                {
                    // Not a failure: what is left is due again when there are calls again.
                    run.Note(unit, e.Message);
                    LogFailed(feed.Name, unit, e.Fault, e.Message);
                    until = e.Until;
                    break;
                }
                catch (SourceException e)
                {
                    run.Fail(unit, e.Message);
                    LogFailed(feed.Name, unit, e.Fault, e.Message);
                    rubbish += e.Fault == SourceFault.Content ? 1 : 0;
                    if (e.StopsRun || rubbish == RubbishLimit) break;
                }

            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            run.Fail("run", e.Message);
            throw;
        }
        finally
        {
            await EndAsync(state, run, began, span, cancellationToken.IsCancellationRequested, until);
        }

        return run;
    }

    private async Task FailAsync(FeedState state, Run run, SourceException reason, CancellationToken cancellationToken)
    {
        if (!await ledger.TryBeginAsync(state, run, cancellationToken)) return;

        using var span = AimTelemetry.Start(run);
        run.Fail("list", reason.Message);
        LogFailed(run.Feed, "list", reason.Fault, reason.Message);
        await EndAsync(state, run, Stopwatch.GetTimestamp(), span, stopped: false);
    }

    private async Task PullAsync(IFeed feed, FeedState state, Run run, string unit, CancellationToken cancellationToken)
    {
        await using var spool = new Spool();
        var known = state.Units.GetValueOrDefault(unit);
        if (await feed.FetchAsync(unit, spool, cancellationToken) is not { } fetched)
        {
            NotAvailable(state, run, unit);
            return;
        }

        run.Bytes += spool.Length;
        var hash = await HashAsync(spool.Rewind(), cancellationToken);
        if (known.IsPresent && known.Hash == hash)
        {
            run.Unchanged++;
            state.Units[unit] = known with { Checked = clock.GetUtcNow() };
            return;
        }

        long rows;
        try
        {
            rows = fetched.Rows ?? await feed.ValidateAsync(unit, spool.Rewind(), cancellationToken);
        }
        catch (SourceException e)
        {
            await quarantine.AddAnswerAsync(feed.Name, unit, hash, spool, fetched.Origin, e.Message, cancellationToken);
            throw;
        }

        if (rows == 0) NotAvailable(state, run, unit);
        else await StoreAsync(feed, state, run, unit, hash, rows, spool, fetched.Origin, cancellationToken);
    }

    /// <summary>What was published stays published, whatever the upstream now lacks.</summary>
    private void NotAvailable(FeedState state, Run run, string unit)
    {
        var known = state.Units.GetValueOrDefault(unit);
        run.NotAvailable++;
        state.Units[unit] = known with { Hash = known.Hash ?? "-", Checked = clock.GetUtcNow() };
    }

    private async Task StoreAsync(
        IFeed feed, FeedState state, Run run, string unit, string hash, long rows, Spool spool, Uri origin, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var blob = new RawBlob(feed.Name, unit, state.NextSequence, now, rows, hash, feed.Format);
        await raw.PutAsync(blob, spool, origin, cancellationToken);
        state.NextSequence++;
        state.Units[unit] = new UnitState(blob.Sequence, hash, now);
        run.Covers(unit);
        run.Stored++;
        run.Rows += rows;
        run.Hash = hash;
    }

    /// <summary>Ends the run even when it was stopped: what it stored is told, and the next run need not wait.</summary>
    private async Task EndAsync(FeedState state, Run run, long began, Activity? span, bool stopped, DateTimeOffset? until = null)
    {
        run.Ended = clock.GetUtcNow();
        run.DurationMs = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        run.Outcome = (run.Failed, run.Stored, run.Unchanged + run.NotAvailable) switch
        {
            _ when stopped => Outcomes.Interrupted,
            (0, 0, _) => Outcomes.Unchanged,
            (0, _, _) => Outcomes.Succeeded,
            (_, 0, 0) => Outcomes.Failed,
            _ => Outcomes.Partial,
        };
        if (!stopped)
        {
            state.Failures = run.Failed > 0 ? state.Failures + 1 : 0;
            state.BlockedUntil = run.Failed > 0 ? run.Ended.Value + Pause(state.Failures) : until ?? DateTimeOffset.UnixEpoch;
            if (run.Failed == 0) state.LastSuccess = run.Ended;
        }

        AimTelemetry.End(run, span);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await ledger.EndAsync(state, run, limit.Token);
        LogEnded(run.Feed, run.Outcome, run.Asked, run.Stored, run.Unchanged, run.NotAvailable, run.Failed, run.DurationMs);
    }

    /// <summary>A minute, doubled for each failed run in a row, at most six hours: an upstream that is down is not hammered.</summary>
    private static TimeSpan Pause(int failures) => TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, Math.Min(failures, 10) - 1)));

    private static async Task<string> HashAsync(Spool spool, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            spool.Rewind();
            for (int read; (read = await spool.ReadAsync(buffer, cancellationToken)) > 0;) sha.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset())[..32];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} {Unit}: {Fault}: {Reason}")]
    private partial void LogFailed(string feed, string unit, SourceFault fault, string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Feed}: pull {Outcome}: asked {Asked}, stored {Stored}, unchanged {Unchanged}, not available {NotAvailable}, failed {Failed}, {Milliseconds} ms")]
    private partial void LogEnded(string feed, string outcome, int asked, int stored, int unchanged, int notAvailable, int failed, long milliseconds);
}
