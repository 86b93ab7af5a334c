using System.Globalization;
using Aim.Functions.Views.Answers;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Mail;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;

namespace Aim.Functions.Views.DataSets;

/// <summary>The code lists in force, the policy events and the list of publications, as data sets.</summary>
public static class Lists
{
    public static IEnumerable<DataSet> All(CodeBook book, MetaBuilder metas, int leastLicenses)
    {
        yield return List("codes/countries", "Countries", "Partner countries: ISO 3166, Schedule C and M49 codes, and the region that each belongs to today.", Countries(book));
        yield return List("codes/products", "Product groups", "The prefixes of the tariff that make each product group; the longest that fits decides.", Products(book));
        yield return List("codes/hts", "Tariff codes", "The ten-digit codes of chapter 76 with their product group and the bases that include them.", Hts(book));
        yield return List("codes/regions", "Regions", "The members of each region. Regions do not overlap: they add up to the total.", Regions(book));
        yield return List("events", "Tariff and policy events", "What changed by decree, to read the figures by.", Events(book));
        yield return new ListDataSet(
            "annual-summary",
            "The industry by year",
            "Production, trade, consumption, stocks, price and jobs of the years, and the smelters of the world, from the Mineral Commodity Summaries of the U.S. Geological Survey.",
            metas,
            (_, asOf) => AnnualFigures(book, asOf));
        yield return new ListDataSet(
            "industry-counts",
            "Companies, plants and people as counted by others",
            "Published counts of the industry side by side, each with what it counts; they do not agree and are not merged.",
            metas,
            (_, asOf) => IndustryCounts(book, asOf));
        yield return new ListDataSet(
            "vintages",
            "Publications",
            "Every day on which a feed was published, and what it changed. Ask any data set as_of that day to see it as it was.",
            metas,
            (snapshot, asOf) => Vintages(snapshot, asOf, leastLicenses),
            (snapshot, asOf) => [.. Release.Newest(snapshot, asOf).Select(r => Entry(r, book))]);

        ListDataSet List(string name, string title, string description, IReadOnlyList<Column> columns) => new(name, title, description, metas, (_, _) => columns);
    }

    private static List<Column> Countries(CodeBook book)
    {
        var today = Trade.Month.Of(DateTimeOffset.UnixEpoch.AddYears(200));
        var rows = book.Countries.OrderBy(c => c.Iso2, StringComparer.Ordinal).ThenBy(c => c.CtyCode, StringComparer.Ordinal).ToList();
        return
        [
            Text("country", rows, c => c.Iso2), Text("country_name", rows, c => c.Name), Text("cty_code", rows, c => c.CtyCode),
            Text("iso3", rows, c => c.Iso3), Text("m49", rows, c => c.M49), Text("region", rows, c => book.RegionOf(c.CtyCode, today)),
        ];
    }

    private static List<Column> Products(CodeBook book) =>
    [
        Text("product", book.Products, p => p.Product), Text("product_name", book.Products, p => p.Name), Text("hs_prefix", book.Products, p => p.HsPrefix),
        .. Months(book.Products, p => p.Months),
    ];

    private static List<Column> Hts(CodeBook book)
    {
        var rows = book.Hts.Select(h => (Code: h, Month: h.Months.To ?? h.Months.From ?? new Trade.Month(2026, 1))).ToList();
        return
        [
            Text("hts10", rows, r => r.Code.Hts10), Text("hts10_name", rows, r => r.Code.Name), Text("unit", rows, r => r.Code.Unit),
            Text("product", rows, r => book.ProductOf(r.Code.Hts10, r.Month)),
            Text("bases", rows, r => string.Join(';', book.Bases.Select(b => b.Basis).Distinct(StringComparer.Ordinal).Where(b => book.InBasis(b, r.Code.Hts10, r.Month)))),
            .. Months(rows, r => r.Code.Months),
            Text("replaces", rows, r => Join(book.Concordance.Where(c => c.New == r.Code.Hts10).Select(c => c.Old))),
            Text("replaced_by", rows, r => Join(book.Concordance.Where(c => c.Old == r.Code.Hts10).Select(c => c.New))),
        ];
    }

    private static List<Column> Regions(CodeBook book)
    {
        var rows = book.RegionMembers.OrderBy(m => m.Region, StringComparer.Ordinal).ThenBy(m => m.CtyCode, StringComparer.Ordinal).ToList();
        return
        [
            Text("region", rows, m => m.Region), Text("region_name", rows, m => book.RegionName(m.Region)),
            Text("country", rows, m => book.CountryOf(m.CtyCode)?.Iso2), Text("country_name", rows, m => book.CountryOf(m.CtyCode)?.Name),
            Text("cty_code", rows, m => m.CtyCode), .. Months(rows, m => m.Months),
        ];
    }

    private static List<Column> Events(CodeBook book) =>
    [
        Text("date", book.Events, e => Day(e.Date)), Text("id", book.Events, e => e.Id), Text("title", book.Events, e => e.Title),
        Text("detail", book.Events, e => e.Detail), Text("countries", book.Events, e => string.Join(';', e.Countries)),
        new IntegerColumn("rate_percent", [.. book.Events.Select(e => (long?)e.RatePercent)]), Text("date_certainty", book.Events, e => e.DateCertainty),
    ];

    private static List<Column> AnnualFigures(CodeBook book, DateOnly? asOf)
    {
        var rows = book.AnnualFigures.Where(f => !(f.Published.LastDay > asOf)).ToList();
        return
        [
            Text("period", rows, f => f.Period), Text("item", rows, f => f.Item), Text("item_name", rows, f => f.Name), Text("country", rows, f => f.Country),
            Text("country_name", rows, f => f.Country switch { null => null, "world" => "World", IndicatorBook.Other => "Other countries", var code => book.CountryNameOf(code) }),
            Real("value", rows, f => f.Value), Text("unit", rows, f => f.Unit), Text("status", rows, f => f.Status), Text("edition", rows, f => f.Edition),
        ];
    }

    private static List<Column> IndustryCounts(CodeBook book, DateOnly? asOf)
    {
        var rows = book.IndustryCounts.Where(c => !(c.Published?.LastDay > asOf)).ToList();
        return
        [
            Text("period", rows, c => c.Period), Text("measure", rows, c => c.Measure), Text("measure_name", rows, c => c.Name), Real("value", rows, c => c.Value),
            Text("unit", rows, c => c.Unit), Text("scope", rows, c => c.Scope), Text("source", rows, c => c.Source), Text("url", rows, c => c.Url), Text("published", rows, c => c.Published?.ToString()),
        ];
    }

    private static List<Column> Vintages(Snapshot snapshot, DateOnly? asOf, int leastLicenses)
    {
        var rows = Release.All(snapshot, asOf).ToList();
        return
        [
            Text("id", rows, r => Day(r.Day)), Text("feed", rows, r => r.Feed),
            Text("published_at", rows, r => r.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            Text("months_new", rows, r => Months(r.Changes.Where(c => c.First))),
            Text("months_revised", rows, r => Months(r.Changes.Where(c => !c.First))),
            new IntegerColumn("cells_changed", rows.ConvertAll(r => (long?)r.Changes.Sum(c => c.Cells))),
            new IntegerColumn("codes_changed", rows.ConvertAll(r => (long?)r.Changes.Select(c => c.Codes).DefaultIfEmpty().Max())),
            new TonsColumn("quantity_change_t", rows.ConvertAll(r => IsTold(r.Feed, r.Changes) ? (long?)r.Changes.Sum(c => c.Kilograms) : null)),
            new IntegerColumn("value_change_usd", rows.ConvertAll(r => IsTold(r.Feed, r.Changes) ? (long?)r.Changes.Sum(c => c.Value) : null)),
        ];

        // Indices, persons and rounded tons have no sum; the change of a few cells of licences may be that of a single one.
        bool IsTold(string feed, IEnumerable<MonthChange> changes) => !IndicatorReader.Feeds.Contains(feed, StringComparer.Ordinal)
            && (feed != LicenseFeed.FeedName || leastLicenses <= 1 || changes.Sum(c => c.Cells) >= leastLicenses);
    }

    private static AtomEntry Entry(Release release, CodeBook book) => new(
        $"urn:aim:vintage:{release.Id}",
        release.Title(book),
        release.At,
        string.Create(CultureInfo.InvariantCulture, $"{release.Changes.Sum(c => c.Cells):N0} figures are new or changed.{(release.RenewsProfile ? " The industry profile renews with it: /api/v1/industry-profile.pdf" : "")}"),
        release.Question,
        release.Feed);

    private static string Months(IEnumerable<MonthChange> changes) =>
        string.Join(';', changes.Select(c => c.Month).Distinct().Order());

    private static IEnumerable<Column> Months<T>(IEnumerable<T> rows, Func<T, Validity> months) =>
        [Text("valid_from", rows, r => months(r).From?.ToString()), Text("valid_to", rows, r => months(r).To?.ToString())];

    private static string? Join(IEnumerable<string> codes) => string.Join(';', codes) is { Length: > 0 } text ? text : null;

    private static TextColumn Text<T>(string name, IEnumerable<T> rows, Func<T, string?> value) => new(name, [.. rows.Select(value)]);

    private static RealColumn Real<T>(string name, IEnumerable<T> rows, Func<T, decimal> value) => new(name, [.. rows.Select(r => (double?)value(r))]);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
