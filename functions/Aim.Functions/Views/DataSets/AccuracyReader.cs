using Aim.Pipeline;
using Aim.Pipeline.Census;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Accuracy;
using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views.DataSets;

/// <summary>Reads the licence totals of every snapshot, and the Census totals that replaced them.</summary>
public sealed class AccuracyReader(Catalog catalog, TradeReader trade, CodeBook book, IOptions<AimOptions> options)
{
    public async Task<List<LicensePoint>> PointsAsync(bool byProduct, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        if (!snapshot.Feeds.TryGetValue(LicenseFeed.FeedName, out var licenses)) return [];

        var days = licenses.All.Where(p => !(p.Day > asOf))
            .SelectMany(p => p.Changes.Select(c => (c.Month, p.Day)))
            .GroupBy(p => p.Month, p => p.Day)
            .ToDictionary(g => g.Key, g => g.Order().ToArray());
        var codes = await catalog.SeriesAsync(licenses, Cut.Code, cancellationToken);
        var history = new LicenseHistory(book, byProduct, options.Value.Licenses.LeastLicenses);
        return history.Points(codes, days, await CensusAsync(byProduct, snapshot, asOf, cancellationToken));
    }

    private async Task<Dictionary<Month, IReadOnlyDictionary<string, long>>> CensusAsync(
        bool byProduct, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var query = new TradeQuery { By = byProduct ? [Dimension.Product] : [] };
        var sources = await trade.SourcesAsync(query, snapshot, asOf, CensusFeed.Imports, null, Sources.Census, cancellationToken);
        var published = snapshot.Feeds.GetValueOrDefault(CensusFeed.Imports)?.ViewAt(asOf).FirstPublished.Keys ?? [];
        var rows = TradeGrouping.Run(query, book, sources).ToLookup(r => Month.Parse(r.Period));
        return published.ToDictionary(
            m => m,
            m => (IReadOnlyDictionary<string, long>)rows[m].ToDictionary(r => string.Concat(r.Codes), r => r.Sum.Main.Kilograms ?? 0, StringComparer.Ordinal));
    }
}
