using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Functions.Views.Answers;
using Aim.Pipeline;
using Aim.Pipeline.Bls;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Usgs;
using Aim.Trade;
using Aim.Trade.Codes;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views.DataSets;

/// <summary>Fills in what every answer says of itself.</summary>
public sealed class MetaBuilder(CodeBook book, IOptions<AimOptions> options)
{
    private static readonly Dictionary<string, string> TradeUnits = new(StringComparer.Ordinal)
    {
        ["quantity_t"] = "metric ton",
        ["value_usd"] = "U.S. dollar, nominal; customs value of imports, free alongside ship of exports",
        ["unit_value_usd_per_t"] = "U.S. dollar per metric ton: sum of value over sum of tons",
        ["quantity_coverage"] = "share of the value that comes with a quantity, 0 to 1",
        ["months"] = "months with data in the row",
    };

    private static readonly Dictionary<string, string> GlobalUnits = new(StringComparer.Ordinal)
    {
        ["quantity_t"] = "metric ton, net weight; of a gap reported minus mirror",
        ["value_usd"] = "U.S. dollar, nominal; exports free on board, imports with freight and insurance (a mirror figure has the valuation of the partner's side); of a gap reported minus mirror",
        ["unit_value_usd_per_t"] = "U.S. dollar per metric ton: sum of value over sum of tons",
        ["quantity_coverage"] = "share of the value that comes with a weight, 0 to 1",
        ["value_yoy"] = "value against the same months a year earlier, as a fraction, over those who report both",
        ["sources"] = "countries whose reports are in the row",
        ["sources_share"] = "partners that a mirror figure rests on, each with its share of the value, 0 to 1",
        ["sources_missing"] = "countries that reported within the year before, and not all months of the row",
        ["gap_share"] = "gap over reported value, as a fraction",
        ["quantity_gap_share"] = "gap over reported weight, as a fraction",
        ["share"] = "of the value of all partners, 0 to 1",
        ["rank_change"] = "rank a year earlier minus rank now",
        ["months"] = "months with data in the row",
    };

    private static readonly Dictionary<string, string> GlobalStatusCodes = new(StringComparer.Ordinal)
    {
        ["A"] = "as the country reports it",
        ["R"] = "as the country reports it, revised since first published",
        ["E"] = "from the reports of its partners",
    };

    private static readonly Dictionary<string, string> IndicatorUnits = new(StringComparer.Ordinal)
    {
        ["value"] = "in the unit of the row; the mean of the months, or their sum where production is counted",
        ["yoy"] = "against the same months a year earlier, as a fraction; null where one of them has no figure",
        ["index"] = "monthly mean over that of the base period, times 100",
        ["months"] = "months that have a figure",
        ["confirmed"] = "whether the id of the series is known to be right",
        ["crude_t"] = "metric ton, unwrought metal and alloys; rounded to three digits",
        ["semis_t"] = "metric ton, semifabricated metal; rounded to three digits",
        ["scrap_t"] = "metric ton, scrap; rounded to three digits",
        ["total_t"] = "metric ton, as printed; rounded to three digits",
    };

    private static readonly Dictionary<string, string> IndicatorStatusCodes = new(StringComparer.Ordinal)
    {
        ["A"] = "as published",
        ["P"] = "preliminary, as its source says",
        ["R"] = "revised since first published, or as its source says",
        ["M"] = "missing: its source says that it has none",
    };

    private static readonly Dictionary<string, string> StatusCodes = new(StringComparer.Ordinal)
    {
        ["A"] = "Census",
        ["R"] = "Census, revised since first published",
        ["M"] = "missing",
        ["P"] = "from import licenses, preliminary",
        ["C"] = "withheld",
        ["E"] = "estimated",
    };

    /// <param name="dataSet">The data set.</param>
    /// <param name="census">The feed of final figures.</param>
    /// <param name="licenses">The feed of preliminary ones; null where there is none.</param>
    /// <param name="snapshot">What is published.</param>
    /// <param name="asOf">The day asked for.</param>
    public Meta Trade(DataSet dataSet, string census, string? licenses, Snapshot snapshot, DateOnly? asOf)
    {
        var final = Published(snapshot.Feeds.GetValueOrDefault(census), asOf);
        var preliminary = licenses is null ? [] : Published(snapshot.Feeds.GetValueOrDefault(licenses), asOf);
        var last = final.SelectMany(p => p.Changes).Select(c => (Month?)c.Month).Max();
        var sources = new List<Source>
        {
            new(
                "census",
                options.Value.Sample ? "Synthetic figures in the form of the U.S. Census Bureau's" : "U.S. Census Bureau, International Trade",
                "https://www.census.gov/data/developers/data-sets/international-trade.html",
                options.Value.Sample ? "none: sample" : "public domain",
                Text(Newest(final, _ => true))),
        };
        if (licenses is not null)
        {
            sources.Add(new(
                "licenses",
                options.Value.Sample ? "Synthetic import licenses" : "Aluminum import licenses, aggregated",
                "https://www.trade.gov/aluminum",
                options.Value.Sample ? "none: sample" : "aggregates only",
                Text(Newest(preliminary, _ => true))));
        }

        return Of(dataSet, snapshot, asOf, [.. final, .. preliminary]) with
        {
            LastFinalPeriod = last?.ToString(),
            LicenseThrough = preliminary.Count == 0 ? null : preliminary.Max(p => p.Unit),
            NextRelease = last is { } month ? Text(book.ReleaseOf(month + 1)) : null,
            Units = TradeUnits,
            StatusCodes = StatusCodes,
            Sources = sources,
        };
    }

    /// <summary>For world trade, where each reporter is published by itself.</summary>
    public Meta Global(DataSet dataSet, Snapshot snapshot, DateOnly? asOf)
    {
        var published = snapshot.Feeds.Values.Where(f => f.IsOf(ComtradeFeed.FeedName)).SelectMany(f => Published(f, asOf)).ToList();
        return Of(dataSet, snapshot, asOf, published) with
        {
            LastFinalPeriod = published.SelectMany(p => p.Changes).Select(c => (Month?)c.Month).Max()?.ToString(),
            Units = GlobalUnits,
            StatusCodes = GlobalStatusCodes,
            Sources =
            [
                new(
                    "comtrade",
                    options.Value.Sample ? "Synthetic figures in the form of UN Comtrade's" : "UN Comtrade",
                    "https://comtradeplus.un.org/",
                    options.Value.Sample ? "none: sample" : "the service restricts redistribution of its data set",
                    Text(Newest(published, _ => true))),
            ],
        };
    }

    /// <summary>For what the Bureau of Labor Statistics and the Geological Survey publish.</summary>
    public Meta Indicators(DataSet dataSet, Snapshot snapshot, DateOnly? asOf)
    {
        var bls = Published(snapshot.Feeds.GetValueOrDefault(BlsFeed.FeedName), asOf);
        var usgs = Published(snapshot.Feeds.GetValueOrDefault(UsgsFeed.FeedName), asOf);
        return Of(dataSet, snapshot, asOf, [.. bls, .. usgs]) with
        {
            LastFinalPeriod = bls.Concat(usgs).SelectMany(p => p.Changes).Select(c => (Month?)c.Month).Max()?.ToString(),
            Units = IndicatorUnits,
            StatusCodes = IndicatorStatusCodes,
            Sources =
            [
                SourceOf("bls", "the U.S. Bureau of Labor Statistics", "https://www.bls.gov/developers/", bls),
                SourceOf("usgs", "the U.S. Geological Survey, Mineral Industry Surveys", "https://www.usgs.gov/centers/national-minerals-information-center/aluminum-statistics-and-information", usgs),
            ],
        };

        Source SourceOf(string id, string name, string url, IReadOnlyList<Publication> published) => new(
            id,
            options.Value.Sample ? $"Synthetic figures in the form of those of {name}" : $"{char.ToUpperInvariant(name[0])}{name[1..]}",
            url,
            options.Value.Sample ? "none: sample" : "public domain",
            Text(Newest(published, _ => true)));
    }

    /// <summary>For data sets that do not follow a feed, as code lists.</summary>
    public Meta General(DataSet dataSet, Snapshot snapshot, DateOnly? asOf) =>
        Of(dataSet, snapshot, asOf, [.. snapshot.Feeds.Values.SelectMany(f => Published(f, asOf))]);

    /// <summary>The version of the data as of a day: an answer for a past day never changes, whatever is published later.</summary>
    public string VersionAt(Snapshot snapshot, DateOnly? asOf)
    {
        if (asOf is null) return snapshot.DataVersion;

        var text = new StringBuilder(book.Version);
        foreach (var feed in snapshot.Feeds.Values.OrderBy(f => f.Feed, StringComparer.Ordinal))
        {
            foreach (var content in Publication.Contents(Published(feed, asOf))) text.Append('\n').Append(feed.Feed).Append(' ').Append(content);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }

    private Meta Of(DataSet dataSet, Snapshot snapshot, DateOnly? asOf, IReadOnlyCollection<Publication> published)
    {
        var newest = Newest(published, p => p.IsNews);
        return new Meta
        {
            Dataset = dataSet.Name,
            Title = dataSet.Title,
            DataVersion = VersionAt(snapshot, asOf),
            AsOf = Text(asOf ?? (newest is { } n ? DateOnly.FromDateTime(n.UtcDateTime) : null)),
            PublishedAt = Text(newest),
            Sample = options.Value.Sample,
        };
    }

    private static IReadOnlyList<Publication> Published(FeedPublications? feed, DateOnly? asOf) =>
        feed is null ? [] : asOf is not { } day ? feed.All : [.. feed.All.Where(p => p.Day <= day)];

    private static DateTimeOffset? Newest(IEnumerable<Publication> published, Func<Publication, bool> counts) =>
        published.Where(p => p.Counts && counts(p)).Select(p => (DateTimeOffset?)p.Published).Max();

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
