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

namespace Aim.Pipeline.Comtrade;

/// <summary>
/// What countries report to UN Comtrade: headings of chapter 76 by partner, both flows, a reporter's year to the unit. Each reporter
/// is published by itself, so that one that is late or broken keeps no other.
/// </summary>
public sealed class ComtradeFeed(ComtradeClient client, CodeBook book, IOptions<AimOptions> options) : IFeed
{
    public const string FeedName = "comtrade";

    /// <summary>Cells are in thousandths of a dollar and of a kilogram: the service gives fractions of both.</summary>
    public const int Scale = 1000;

    private readonly Month firstMonth = Month.Parse(options.Value.Comtrade.FirstMonth);
    private readonly HashSet<short> categories = [.. book.World.Categories.Select(c => short.Parse(c, CultureInfo.InvariantCulture))];

    public string Name => FeedName;

    public string Format => "json";

    /// <summary>The name under which a reporter's figures are published.</summary>
    public static string ScopeName(string reporter) => $"{FeedName}-{reporter.ToLowerInvariant()}";

    public PublicationScope ScopeOf(string unit) => new(ScopeName(unit[..2]), unit[..2]);

    /// <summary>
    /// What has been published since it was last asked for; large exporters first, and of each the newest year. The service's clock may
    /// be ahead of ours: what it will publish is due then.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> DueAsync(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await YearsAsync(cancellationToken)).Where(y => !units.TryGetValue(y.Unit, out var known) || (known.Checked < y.Released && y.Released <= now)).Select(y => y.Unit)];

    /// <summary>What the service has is only known by asking it, which every tick does.</summary>
    public bool IsDue(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) => false;

    public async ValueTask<IReadOnlyList<string>> RangeAsync(string? from, string? to, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await YearsAsync(cancellationToken)).Select(y => y.Unit)
            .Where(u => (from is null || string.CompareOrdinal(u[3..], from[..4]) >= 0) && (to is null || string.CompareOrdinal(u[3..], to[..4]) <= 0))];

    public async Task<Fetched?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken)
    {
        var reporter = ReporterOf(unit);
        var months = (await client.AvailableAsync(cancellationToken)).Where(r => r.Reporter == reporter.M49 && YearOf(r.Month) == unit[3..]).Select(r => r.Month).Distinct().Order().ToList();
        return months.Count == 0 ? null : await client.FetchYearAsync(reporter.M49, months, book.World.Categories, spool, cancellationToken);
    }

    public async Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return (await ComtradeReader.ReadAsync(body, ReporterOf(unit).M49, cancellationToken)).Rows;
        }
        catch (ComtradeFormatException e)
        {
            throw new SourceException(SourceFault.Content, e.Message, e);
        }
    }

    /// <summary>Each reporter has a day of its own; see the freshness of reporters.</summary>
    public DateOnly? NextDue(FeedPublications published) => null;

    /// <summary>A year.</summary>
    public Month? MonthOf(RawBlob answer) => null;

    public int VersionOf(RawBlob answer) => answer.Sequence;

    public DateTimeOffset PublishedAt(RawBlob answer) => answer.Received;

    public async Task<IReadOnlyList<MonthFacts>> ReadAsync(RawBlob answer, Stream body, CancellationToken cancellationToken)
    {
        var reporter = ReporterOf(answer.Unit);
        var cells = (await ComtradeReader.ReadAsync(body, reporter.M49, cancellationToken)).Cells;
        var places = new ComtradePlaces(reporter.Code, book.World);
        return [.. cells.Where(c => categories.Contains(c.Heading)).GroupBy(c => c.Month).OrderBy(m => m.Key).Select(m => Facts(reporter, m.Key, [.. m], places))];
    }

    private MonthFacts Facts(Reporter reporter, Month month, List<ComtradeCell> cells, ComtradePlaces places)
    {
        var facts = new MonthFacts(month) { Scale = Scale };
        var unknown = new SortedDictionary<int, long>();
        foreach (var cell in cells)
        {
            if (places.Of(cell) is not { } place) continue;

            var amounts = CellOf(cell);
            facts.Add(place.Pair, amounts);
            facts.Add(place.World, amounts);
            if (!place.IsKnown) unknown[cell.Partner] = unknown.GetValueOrDefault(cell.Partner) + (cell.Mills ?? 0);
        }

        var scope = ScopeName(reporter.Code);
        facts.Issues =
        [
            .. unknown.Select(u => new QualityIssue(
                "unknown-country", scope, month.ToString(), u.Key.ToString(CultureInfo.InvariantCulture), null, null, u.Value / Scale)),
            .. WorldCheck.Run(scope, month, cells, partner => book.World.CodeOf(partner) is not null),
        ];
        return facts;
    }

    private static Cell CellOf(ComtradeCell cell) => cell.Flow == ComtradeFlow.Export
        ? new Cell(Amount.Of(cell.Mills, cell.Grams), default)
        : new Cell(default, Amount.Of(cell.Mills, cell.Grams));

    private static string YearOf(Month month) => month.Year.ToString("D4", CultureInfo.InvariantCulture);

    private Reporter ReporterOf(string unit) =>
        book.World.ReporterOf(unit[..2]) ?? throw new SourceException(SourceFault.Content, $"{unit[..2]} is no reporter of reporters.csv.");

    private async Task<IEnumerable<(string Unit, DateTimeOffset Released)>> YearsAsync(CancellationToken cancellationToken)
    {
        var released = (await client.AvailableAsync(cancellationToken)).Where(r => r.Month >= firstMonth).ToLookup(r => r.Reporter);
        return book.World.Reporters.SelectMany(reporter => released[reporter.M49].GroupBy(r => r.Month.Year).OrderByDescending(y => y.Key)
            .Select(y => ($"{reporter.Code}-{YearOf(new Month(y.Key, 1))}", y.Max(r => r.LastReleased))));
    }
}
