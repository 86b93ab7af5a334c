using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Census;

/// <summary>U.S. imports or exports of chapter 76 by ten-digit code and country, a month to the unit.</summary>
public sealed class CensusFeed(string name, CensusFlow flow, CensusClient client, CodeBook book, IOptions<AimOptions> options) : IFeed
{
    public const string Imports = "census-imports", Exports = "census-exports";

    private readonly CensusOptions settings = options.Value.Census;

    public string Name { get; } = name;

    public string Format => "json";

    public ValueTask<IReadOnlyList<string>> DueAsync(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult(CensusSchedule.Due(settings, units, now));

    public bool IsDue(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) => CensusSchedule.Due(settings, units, now).Count > 0;

    public ValueTask<IReadOnlyList<string>> RangeAsync(string? from, string? to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = from is null ? Month.Parse(settings.FirstMonth) : Month.Parse(from);
        var last = to is null ? CensusSchedule.Newest(now) : Month.Parse(to);
        return ValueTask.FromResult(CensusSchedule.Months(first, last));
    }

    public async Task<Fetched?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken) =>
        Fetched.From(await client.FetchMonthAsync(flow, Month.Parse(unit), spool, cancellationToken));

    public async Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var month = await ReadAsync(unit, body, cancellationToken);
            if (month.Counts is { Cells: 0, Rows: > 0 }) throw new SourceException(SourceFault.Content, "The answer has rows, and none of a single country.");
            return month.Counts.Rows;
        }
        catch (CensusFormatException e)
        {
            throw new SourceException(SourceFault.Content, e.Message, e);
        }
    }

    public DateOnly? NextDue(FeedPublications published) =>
        published.ViewAt(null).FirstPublished.Keys.Select(m => (Month?)m).Max() is { } newest ? book.ReleaseOf(newest + 1) : null;

    public Month? MonthOf(RawBlob answer) => Month.Parse(answer.Unit);

    public int VersionOf(RawBlob answer) => answer.Sequence;

    public DateTimeOffset PublishedAt(RawBlob answer) => answer.Received;

    public async Task<IReadOnlyList<MonthFacts>> ReadAsync(RawBlob answer, Stream body, CancellationToken cancellationToken)
    {
        using var month = await ReadAsync(answer.Unit, body, cancellationToken);
        var facts = new MonthFacts(Month.Parse(answer.Unit));
        foreach (ref readonly var cell in month.Cells)
        {
            var general = flow == CensusFlow.Imports ? Amount.Of(cell[2], cell[3]) : default;
            facts.Add(book, cell.Key.CodeText, cell.Key.Country, new Cell(Amount.Of(cell[0], cell[1]), general));
        }

        facts.Issues = QualityCheck.Run(Name, facts.Month, month, book);
        return [facts];
    }

    private Task<CensusMonth> ReadAsync(string unit, Stream body, CancellationToken cancellationToken) =>
        CensusMonthReader.ReadAsync(body, flow.Layout, Month.Parse(unit), cancellationToken);
}
