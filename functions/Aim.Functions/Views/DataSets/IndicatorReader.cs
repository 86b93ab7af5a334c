using Aim.Pipeline.Bls;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Usgs;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;
using Aim.Trade.Series;

namespace Aim.Functions.Views.DataSets;

/// <summary>Reads the stored series of prices, production, employment and wages.</summary>
public sealed class IndicatorReader(Catalog catalog, CodeBook book)
{
    public static IReadOnlyList<string> Feeds { get; } = [BlsFeed.FeedName, UsgsFeed.FeedName];

    /// <summary>The series of the list that have a month at the end of a day, in the order of the list.</summary>
    /// <param name="snapshot">What is published.</param>
    /// <param name="asOf">The day; null for now.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<List<IndicatorHistory>> ReadAsync(Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<string, IndicatorHistory>(StringComparer.Ordinal);
        foreach (var name in Feeds)
        {
            if (!snapshot.Feeds.TryGetValue(name, out var feed)) continue;

            foreach (var one in await catalog.SeriesAsync(feed, Cut.Indicator, cancellationToken))
            {
                if (book.Indicators.Find(one.Key) is { } series && series.Source == name) stored[one.Key] = IndicatorHistory.Of(series, one.Packed.Span, feed.ViewAt(asOf));
            }
        }

        return [.. book.Indicators.Series.Select(s => stored.GetValueOrDefault(s.Id)).OfType<IndicatorHistory>().Where(h => h.Months.Count > 0)];
    }
}
