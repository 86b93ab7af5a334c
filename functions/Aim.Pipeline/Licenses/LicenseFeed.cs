using System.Globalization;
using System.Text.Json;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Series;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Licenses;

/// <summary>
/// Import licences: weekly snapshots, a day to the unit. A snapshot replaces the earlier ones of the months that it covers, and
/// counts as published on its day, whenever it arrives.
/// </summary>
public sealed class LicenseFeed(LicenseClient client, QuarantineStore quarantine, CodeBook book, IOptions<AimOptions> options) : IFeed
{
    public const string FeedName = "licenses";

    private readonly LicenseRules rules = new(code => book.HtsOf(code.ToString("D10", CultureInfo.InvariantCulture)) is not null)
    {
        UnknownSmeltRefusedFrom = options.Value.Licenses.UnknownSmeltRefusedFrom,
        LeastDollarsPerTon = options.Value.Licenses.LeastDollarsPerTon,
        MostDollarsPerTon = options.Value.Licenses.MostDollarsPerTon,
    };

    public string Name => FeedName;

    public string Format => "csv";

    public async ValueTask<IReadOnlyList<string>> DueAsync(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await client.DaysAsync(cancellationToken)).Where(d => !units.GetValueOrDefault(d).IsPresent)];

    /// <summary>What the source has is only known by asking it, which every tick does.</summary>
    public bool IsDue(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) => false;

    public async ValueTask<IReadOnlyList<string>> RangeAsync(string? from, string? to, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await client.DaysAsync(cancellationToken))
            .Where(d => (from is null || string.CompareOrdinal(d[..7], from) >= 0) && (to is null || string.CompareOrdinal(d[..7], to) <= 0))];

    public async Task<Fetched?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken) =>
        Fetched.From(await client.FetchAsync(unit, spool, cancellationToken));

    public async Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return (await CheckAsync(unit, body, cancellationToken)).Rows;
        }
        catch (LicenseFormatException e)
        {
            throw new SourceException(SourceFault.Content, e.Message, e);
        }
    }

    /// <summary>Reads a snapshot through; rows that are refused go to the quarantine, and the rest is good to load.</summary>
    /// <exception cref="LicenseFormatException">It is not a snapshot; nothing of it may be used.</exception>
    public async Task<LicenseCounts> CheckAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        using var cells = new LicenseCells();
        var counts = await LicenseReader.ReadAsync(body, rules, cells, cancellationToken);
        if (counts.Rows == 0) throw new LicenseFormatException("The file has a header and no licenses.");
        if (counts.Refused > 0)
        {
            var first = counts.Refusals[0];
            var reason = string.Create(
                CultureInfo.InvariantCulture, $"{counts.Refused} of {counts.Rows} rows are refused; line {first.Line}, {first.Field} '{first.Value}': {first.Rule}");
            await quarantine.AddRowsAsync(Name, unit, reason, JsonSerializer.Serialize(counts.Refusals), cancellationToken);
        }

        return counts;
    }

    /// <summary>A snapshot covers the months of its rows.</summary>
    public Month? MonthOf(RawBlob answer) => null;

    public int VersionOf(RawBlob answer) => DayOf(answer).DayNumber;

    public DateTimeOffset PublishedAt(RawBlob answer) => new(DayOf(answer), new TimeOnly(12, 0), TimeSpan.Zero);

    public DateOnly? NextDue(FeedPublications published) =>
        published.All.Where(p => p.Counts).Select(p => (DateOnly?)p.Day.AddDays(7)).Max();

    public async Task<IReadOnlyList<MonthFacts>> ReadAsync(RawBlob answer, Stream body, CancellationToken cancellationToken)
    {
        using var cells = new LicenseCells();
        await LicenseReader.ReadAsync(body, rules, cells, cancellationToken);
        return [.. cells.Months.Select(m => Facts(cells.Of(m), m))];
    }

    private static DateOnly DayOf(RawBlob answer) => DateOnly.ParseExact(answer.Unit, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private MonthFacts Facts(LicenseMonth cells, Month month)
    {
        var facts = new MonthFacts(month);
        var unknown = new SortedDictionary<(string Kind, string Code), long>();
        foreach (var cell in cells)
        {
            var code = cell.Hts10.ToString("D10", CultureInfo.InvariantCulture);
            var figures = new Cell(Amount.Of(cell.Sums.Dollars, cell.Sums.Kilograms), Amount.Of(cell.Sums.Licenses, cell.Sums.SecondSmeltKilograms));
            var (origin, smelt, cast) = (CountryOf(cell.Origin), CountryOf(cell.Smelt), CountryOf(cell.Cast));
            facts.Add(book, code, origin, smelt, cast, figures);
            if (!rules.IsKnownHts(cell.Hts10)) Count(("unknown-hts", code), cell);
            foreach (var country in new[] { cell.Origin, cell.Smelt, cell.Cast }.Where(c => CountryOf(c) == CodeBook.Unmapped).Distinct())
                Count(("unknown-country", country.ToString()), cell);
        }

        facts.Issues = [.. unknown.Select(u => new QualityIssue(u.Key.Kind, Name, month.ToString(), u.Key.Code, null, null, u.Value))];
        return facts;

        void Count((string, string) key, LicenseCell cell) => unknown[key] = unknown.GetValueOrDefault(key) + cell.Sums.Dollars;
    }

    private string CountryOf(LicenseCountry country) =>
        !country.IsCountry || book.CtyCodeOf(country.ToString()) is not null ? country.ToString() : CodeBook.Unmapped;
}
