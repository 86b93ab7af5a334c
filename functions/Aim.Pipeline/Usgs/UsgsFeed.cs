using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Usgs;

/// <summary>
/// The Mineral Industry Surveys on aluminum, an issue to the unit. An issue has the trade of its month, and the production of that and
/// of months before; of what several issues tell, the newest issue's figure holds, in whatever order they come.
/// </summary>
public sealed class UsgsFeed(UsgsClient client, CodeBook book, IOptions<AimOptions> options) : IFeed
{
    public const string FeedName = "usgs";

    /// <summary>The series of primary production in series.csv.</summary>
    public const string Primary = "USGS-PRIMARY";

    /// <summary>Days after the end of a month by which its issue is usually there.</summary>
    private const int DaysToPublish = 75;

    private readonly UsgsOptions settings = options.Value.Usgs;

    public string Name => FeedName;

    public string Format => "xlsx";

    public ValueTask<IReadOnlyList<string>> DueAsync(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult(UsgsSchedule.Due(settings, units, now));

    public bool IsDue(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) => UsgsSchedule.Due(settings, units, now).Count > 0;

    public ValueTask<IReadOnlyList<string>> RangeAsync(string? from, string? to, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult(UsgsSchedule.Issues(from ?? settings.FirstIssue, to, now));

    public async Task<Fetched?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken) =>
        Fetched.From(await client.FetchAsync(Month.Parse(unit), spool, cancellationToken));

    public Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(UsgsReader.Read(body, Month.Parse(unit)).Figures);
        }
        catch (UsgsFormatException e)
        {
            throw new SourceException(SourceFault.Content, e.Message, e);
        }
    }

    public DateOnly? NextDue(FeedPublications published) =>
        published.ViewAt(null).FirstPublished.Keys.Select(m => (Month?)m).Max() is { } newest ? (newest + 1).LastDay.AddDays(DaysToPublish) : null;

    /// <summary>An issue tells of several months.</summary>
    public Month? MonthOf(RawBlob answer) => null;

    public int VersionOf(RawBlob answer) => answer.Sequence;

    public DateTimeOffset PublishedAt(RawBlob answer) => answer.Received;

    public Task<IReadOnlyList<MonthFacts>> ReadAsync(RawBlob answer, Stream body, CancellationToken cancellationToken)
    {
        var month = Month.Parse(answer.Unit);
        var issue = UsgsReader.Read(body, month);
        IReadOnlyList<MonthFacts> facts = [.. issue.Production.Keys.Append(month).Distinct().Order().Select(m => FactsOf(issue, m, month))];
        return Task.FromResult(facts);
    }

    private MonthFacts FactsOf(UsgsIssue issue, Month month, Month issued)
    {
        var trade = month == issued ? issue.Trade : [];
        var flows = trade.Select(t => t.Flow).ToHashSet();
        var facts = new MonthFacts(month)
        {
            Part = new MonthPart(key => key.Cut == Cut.UsgsTrade && flows.Contains(Cut.UsgsParts(key.Key).Flow), issued.Index),
            Issues = month == issued ? IssuesOf(issue, issued) : null,
        };
        if (issue.Production.TryGetValue(month, out var primary)) facts.Add(new SeriesKey(Cut.Indicator, Primary), primary.ToCell());
        foreach (var (table, row) in trade.SelectMany(t => t.Rows.Append(t.Total with { Name = Cut.UsgsTotal }), (t, r) => (t, r)))
        {
            for (var kind = 0; kind < row.Tons.Count; kind++) facts.Add(new SeriesKey(Cut.UsgsTrade, Cut.UsgsKey(table.Flow, row.Name, UsgsTable.Kinds[kind])), row.Tons[kind].ToCell());
        }

        return facts;
    }

    private List<QualityIssue> IssuesOf(UsgsIssue issue, Month month) =>
    [
        .. issue.Trade.SelectMany(t => UsgsCheck.Run(Name, month, t)),
        .. issue.Trade.SelectMany(t => t.Rows).GroupBy(r => r.Name, StringComparer.Ordinal).Where(r => book.Indicators.CountryOf(r.Key) == CodeBook.Unmapped)
            .Select(r => new QualityIssue("unknown-country", Name, month.ToString(), r.Key, null, null, (long)r.Sum(t => t.Tons[^1].Value ?? 0))),
        .. issue.Unread.Select(sheet => new QualityIssue("unknown-table", Name, month.ToString(), sheet, null, null, null)),
    ];
}
