using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;
using Aim.Trade.Series;

namespace Aim.Pipeline.Usgs;

/// <summary>Reads what USGS prints of imports and exports by country.</summary>
public sealed class UsgsTradeReader(Catalog catalog, CodeBook book)
{
    /// <summary>The months that are published, as they stood at the end of a day. Countries of one code under several names are added.</summary>
    /// <param name="flow">M imports, X exports.</param>
    /// <param name="snapshot">What is published.</param>
    /// <param name="asOf">The day; null for now.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<SortedDictionary<Month, UsgsMonth>> ReadAsync(char flow, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var months = new SortedDictionary<Month, UsgsMonth>();
        if (!snapshot.Feeds.TryGetValue(UsgsFeed.FeedName, out var feed)) return months;

        var view = feed.ViewAt(asOf);
        var series = (await catalog.SeriesAsync(feed, Cut.UsgsTrade, cancellationToken)).Select(s => (Parts: Cut.UsgsParts(s.Key), s.Packed)).Where(s => s.Parts.Flow == flow);
        var cells = series.SelectMany(s => StoredMonths.Read(s.Packed.Span, view), (s, m) => (Month: m.Key, s.Parts.Country, s.Parts.Kind, Now: m.Value[^1], First: m.Value[0])).ToList();
        foreach (var month in cells.GroupBy(c => c.Month))
        {
            var rows = month.GroupBy(c => c.Country, c => (c.Kind, c.Now.Value), StringComparer.Ordinal).ToDictionary(r => r.Key, r => TonsOf([.. r]), StringComparer.Ordinal);
            UsgsTons? total = rows.Remove(Cut.UsgsTotal, out var told) ? told : null;
            months.Add(month.Key, new UsgsMonth(
                month.Key,
                rows.GroupBy(r => book.Indicators.CountryOf(r.Key), r => r.Value, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Aggregate((a, b) => a + b), StringComparer.Ordinal),
                total,
                month.Any(c => c.Now.Value != c.First.Value)));
        }

        return months;
    }

    private static UsgsTons TonsOf(IReadOnlyList<(string Kind, decimal? Tons)> kinds)
    {
        decimal? Of(string kind) => kinds.FirstOrDefault(k => k.Kind == kind).Tons;
        return new UsgsTons(Of("crude"), Of("semis"), Of("scrap"), Of("total"));
    }
}
