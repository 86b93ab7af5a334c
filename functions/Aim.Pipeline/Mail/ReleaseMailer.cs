using System.Diagnostics;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Microsoft.Extensions.Logging;

namespace Aim.Pipeline.Mail;

/// <summary>
/// Tells subscribers of the releases since the last time. Each one's progress is stored when the server has the mail: a crash, or a
/// connection that breaks, repeats one mail at most, under the same Message-ID.
/// </summary>
public sealed partial class ReleaseMailer(
    SubscriberStore subscribers, Postbox postbox, Letters letters, Catalog catalog, FeedLedger ledger, TimeProvider clock, ILogger<ReleaseMailer> logger)
{
    /// <summary>Under which its runs stand in the ledger.</summary>
    public const string LedgerName = "mail";

    /// <summary>After so many releases that the server refused because of the address it is removed.</summary>
    private const int MaxRefusals = 3;

    /// <summary>Mails what is due; a run that has nothing to tell leaves no trace.</summary>
    public async Task MailAsync(CancellationToken cancellationToken)
    {
        if (!postbox.IsOn) return;

        var releases = Release.Newest(await catalog.RefreshAsync(cancellationToken), null);
        var due = new List<string>();
        await foreach (var subscriber in subscribers.AllAsync(cancellationToken))
        {
            if (subscriber.Confirmed is not null && subscriber.NewsAmong(releases).Count > 0) due.Add(subscriber.Id);
        }

        if (due.Count == 0) return;

        var state = await ledger.ReadAsync(LedgerName, cancellationToken);
        var run = Run.Begin(LedgerName, "mail", Causes.Timer, clock.GetUtcNow());
        if (await ledger.TryBeginAsync(state, run, cancellationToken)) await RunAsync(state, run, due, releases, cancellationToken);
    }

    private async Task RunAsync(FeedState state, Run run, List<string> due, IReadOnlyList<Release> releases, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var saved = began;
        using var round = postbox.Begin();
        try
        {
            foreach (var id in due)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (round.IsHopeless)
                {
                    run.Note("server", "it seems to be down; the others are mailed at the next tick");
                    break;
                }

                if (Stopwatch.GetElapsedTime(saved) > Claim.RenewEvery)
                {
                    saved = Stopwatch.GetTimestamp();
                    await ledger.SaveAsync(state, run, cancellationToken);
                }

                await MailAsync(round, run, id, releases, cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            run.Fail("run", e.GetType().Name);
            throw;
        }
        finally
        {
            await EndAsync(state, run, began, cancellationToken.IsCancellationRequested);
        }
    }

    private async Task MailAsync(PostRound round, Run run, string id, IReadOnlyList<Release> releases, CancellationToken cancellationToken)
    {
        // Read again: they may have unsubscribed, or been told by another run, since the round began.
        if (await subscribers.FindAsync(id, cancellationToken) is not { Confirmed: not null } subscriber || subscriber.NewsAmong(releases) is not { Count: > 0 } news) return;

        var token = MailToken.New();
        if (!await subscribers.AddTokenAsync(subscriber, token, cancellationToken)) return;

        run.Asked++;
        var delivery = await round.SendAsync(letters.Digest(subscriber, news, token), cancellationToken);

        // What is sent is sent: a stop must not make it forgotten.
        switch (delivery)
        {
            case Delivery.Taken:
                await subscribers.SetToldAsync(subscriber, releases, refusals: 0, CancellationToken.None);
                run.Stored++;
                break;
            case Delivery.Refused when subscriber.Refusals + 1 == MaxRefusals:
                await subscribers.RemoveAsync(id, CancellationToken.None);
                run.Fail("recipient", $"{round.Trouble}; removed");
                break;
            case Delivery.Refused:
                await subscribers.SetToldAsync(subscriber, releases, subscriber.Refusals + 1, CancellationToken.None);
                run.Fail("recipient", round.Trouble);
                break;
            default:
                run.Fail("server", round.Trouble);
                break;
        }
    }

    private async Task EndAsync(FeedState state, Run run, long began, bool stopped)
    {
        run.Ended = clock.GetUtcNow();
        run.DurationMs = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        run.Outcome = (run.Failed, run.Stored) switch
        {
            _ when stopped => Outcomes.Interrupted,
            (0, _) => Outcomes.Succeeded,
            (_, 0) => Outcomes.Failed,
            _ => Outcomes.Partial,
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await ledger.EndAsync(state, run, limit.Token);
        if (run.Failed > 0) LogTrouble(run.Outcome, run.Stored, run.Failed, run.Errors[^1]);
        else LogEnded(run.Outcome, run.Stored, run.DurationMs);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Releases by mail {Outcome}: {Mails} mails, {Failed} failed: {Reason}")]
    private partial void LogTrouble(string outcome, int mails, int failed, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Releases by mail {Outcome}: {Mails} mails, {Milliseconds} ms")]
    private partial void LogEnded(string outcome, int mails, long milliseconds);
}
