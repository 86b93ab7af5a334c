using Aim.Functions.Views.DataSets;
using Aim.Functions.Views.Requests;
using Aim.Pipeline;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Operations;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views;

/// <summary>One feed as of now.</summary>
/// <param name="Feed">Its name.</param>
/// <param name="State"><c>idle</c>, <c>due</c>, <c>pulling</c>, <c>publishing</c>, or <c>waiting</c> (after a failure).</param>
/// <param name="LastSuccess">When the upstream was last asked without a failure.</param>
/// <param name="NewestPeriod">The newest published month.</param>
/// <param name="NextDue">When the next month is expected.</param>
/// <param name="Stale">Whether that is more than three days overdue.</param>
/// <param name="Stored">Answers in Raw.</param>
/// <param name="Published">Answers that are published.</param>
/// <param name="Failures">Runs in a row that failed.</param>
public sealed record FeedStatus(
    string Feed, string State, DateTimeOffset? LastSuccess, string? NewestPeriod, DateOnly? NextDue, bool Stale, int Stored, int Published, int Failures);

/// <summary>How far a country has reported to UN Comtrade.</summary>
/// <param name="Reporter">ISO 3166 alpha-2.</param>
/// <param name="NewestPeriod">Its newest month.</param>
/// <param name="LagMonths">Whole months since the end of that one.</param>
/// <param name="ExpectedLagMonths">Months after which it usually reports.</param>
/// <param name="Late">Whether it should have reported more by now.</param>
public sealed record ReporterStatus(string Reporter, string ReporterName, string NewestPeriod, int LagMonths, int ExpectedLagMonths, bool Late);

/// <summary>The state of the house.</summary>
/// <param name="State"><c>idle</c> when nothing is due, queued or running; else <c>working</c>.</param>
/// <param name="Reporters">Of world trade, by code.</param>
/// <param name="Issues">Open data-quality issues, newest first, at most a hundred.</param>
/// <param name="IssueCount">All of them.</param>
public sealed record Status(
    string DataVersion, string State, DateTimeOffset Now, bool Sample, IReadOnlyList<FeedStatus> Feeds, IReadOnlyList<ReporterStatus> Reporters,
    IReadOnlyList<QualityIssue> Issues, int IssueCount);

/// <summary>Looks at the storage, not at memory: a status is asked for to learn what is true now.</summary>
public sealed class StatusView(
    FeedRegistry feeds, FeedLedger ledger, Catalog catalog, QualityStore quality, OperationRunner operations, CodeBook book, IOptions<AimOptions> options, TimeProvider clock)
{
    private const int MaxIssues = 100;

    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (HttpMethods.IsOptions(request.Method)) return new Preflight("GET, HEAD, OPTIONS");

        return await Patience.AnswerAsync(request.HttpContext, async token => new JsonAnswer(await ReadAsync(token)));
    }

    public async Task<Status> ReadAsync(CancellationToken cancellationToken)
    {
        // States before publications: what is stored in between then shows as pending, never as done.
        var states = new List<(IFeed Feed, FeedState State)>();
        foreach (var feed in feeds.All) states.Add((feed, await ledger.ReadAsync(feed.Name, cancellationToken)));
        var orders = await operations.OpenAsync(cancellationToken);
        var snapshot = await catalog.RefreshAsync(cancellationToken);
        var issues = await quality.OpenAsync(cancellationToken);

        var now = clock.GetUtcNow();
        var all = states.ConvertAll(s => Of(s.Feed, s.State, [.. snapshot.Feeds.Values.Where(f => f.IsOf(s.Feed.Name))], now));
        // A clock that is being replayed lies in the past: the days up to the present are still to be lived through.
        var isReplayed = TimeProvider.System.GetUtcNow() - now > TimeSpan.FromHours(1);
        var isIdle = orders.Count == 0 && !isReplayed && all.TrueForAll(f => f.State is "idle" or "waiting");
        return new Status(snapshot.DataVersion, isIdle ? "idle" : "working", now, options.Value.Sample, all, Reporters(snapshot, now), [.. issues.Take(MaxIssues)], issues.Count);
    }

    private FeedStatus Of(IFeed feed, FeedState state, List<FeedPublications> published, DateTimeOffset now)
    {
        var newest = published.SelectMany(p => p.ViewAt(null).FirstPublished.Keys).Select(m => (Month?)m).Max();
        var (stored, count) = (state.NextSequence - 1, published.Sum(p => p.All.Count));
        var word = Claim.IsHeld(state.Entity) || Claim.IsAbandoned(state.Entity) ? "pulling"
            : stored > count || published.Exists(p => Claim.IsHeld(p.Entity)) ? "publishing"
            : now < state.BlockedUntil ? "waiting"
            : state.LastSuccess is null || feed.IsDue(state.Units, now) ? "due"
            : "idle";
        var (next, isLate) = Expectation.Of(feed, published, now);
        return new FeedStatus(feed.Name, word, state.LastSuccess, newest?.ToString(), next, isLate, stored, count, state.Failures);
    }

    private List<ReporterStatus> Reporters(Snapshot snapshot, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return [.. from months in GlobalReader.ViewAt(snapshot, null).Months
                   let reporter = book.World.ReporterOf(months.Key)
                   where reporter is not null
                   orderby reporter.Code
                   let fresh = Freshness.Of(reporter, months.Value.Max(), today)
                   select new ReporterStatus(reporter.Code, book.World.NameOf(reporter.Code), fresh.Newest.ToString(), fresh.LagMonths, fresh.ExpectedLagMonths, fresh.IsLate)];
    }
}
