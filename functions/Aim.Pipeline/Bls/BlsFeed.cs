using System.Globalization;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Bls;

/// <summary>Prices, employment and wages of the Bureau of Labor Statistics: all series of the list, a year to the unit.</summary>
public sealed class BlsFeed(BlsClient client, CodeBook book, IOptions<AimOptions> options) : IFeed
{
    public const string FeedName = "bls";

    /// <summary>Days after the end of a month by which all surveys have told of it.</summary>
    private const int DaysToPublish = 18;

    private readonly BlsOptions settings = options.Value.Bls;

    public string Name => FeedName;

    public string Format => "json";

    public ValueTask<IReadOnlyList<string>> DueAsync(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult(BlsSchedule.Due(settings, units, now));

    public bool IsDue(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) => BlsSchedule.Due(settings, units, now).Count > 0;

    public ValueTask<IReadOnlyList<string>> RangeAsync(string? from, string? to, DateTimeOffset now, CancellationToken cancellationToken) =>
        ValueTask.FromResult(BlsSchedule.Years(from is null ? settings.FirstYear : YearOf(from), to is null ? now.UtcDateTime.Year : YearOf(to)));

    public async Task<Fetched?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken)
    {
        var series = book.Indicators.Of(FeedName).Where(s => !(s.From?.Year > YearOf(unit))).Select(s => s.Id).ToList();
        return series.Count == 0 ? null : Fetched.From(await client.FetchYearAsync(unit, series, spool, cancellationToken));
    }

    public async Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            var observations = (await BlsReader.ReadAsync(body, cancellationToken)).Observations;
            foreach (var one in observations)
            {
                if (one.Month.Year != YearOf(unit)) throw new SourceException(SourceFault.Content, $"series {one.Series}, {one.Month}: not of the year that was asked for, {unit}");
                if (book.Indicators.Find(one.Series)?.Source != FeedName) throw new SourceException(SourceFault.Content, $"series {one.Series}: not one that was asked for (series.csv)");
            }

            return observations.Count;
        }
        catch (BlsFormatException e)
        {
            throw new SourceException(SourceFault.Content, e.Message, e);
        }
    }

    public DateOnly? NextDue(FeedPublications published) =>
        published.ViewAt(null).FirstPublished.Keys.Select(m => (Month?)m).Max() is { } newest ? (newest + 1).LastDay.AddDays(DaysToPublish) : null;

    /// <summary>A year.</summary>
    public Month? MonthOf(RawBlob answer) => null;

    public int VersionOf(RawBlob answer) => answer.Sequence;

    public DateTimeOffset PublishedAt(RawBlob answer) => answer.Received;

    public async Task<IReadOnlyList<MonthFacts>> ReadAsync(RawBlob answer, Stream body, CancellationToken cancellationToken)
    {
        var read = await BlsReader.ReadAsync(body, cancellationToken);
        var months = new List<MonthFacts>();
        foreach (var month in read.Observations.GroupBy(o => o.Month).OrderBy(m => m.Key))
        {
            // A series that one answer lacks stays as it was.
            var facts = new MonthFacts(month.Key) { Part = new MonthPart(static _ => false, 0) };
            foreach (var one in month) facts.Add(new SeriesKey(Cut.Indicator, one.Series), one.Figure.ToCell());
            months.Add(facts);
        }

        // Told once and not for each year: as long as the year runs, and the one after it.
        if (months.Count > 0 && YearOf(answer.Unit) >= answer.Received.UtcDateTime.Year - 1)
            months[^1].Issues = [.. read.UnknownSeries.Select(s => new QualityIssue("unknown-series", Name, months[^1].Month.ToString(), s, null, null, null))];
        return months;
    }

    private static int YearOf(string unit) => int.Parse(unit.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
}
