using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Functions.Views.DataSets;

/// <summary>Which sources a question of imports wants.</summary>
public enum Sources
{
    /// <summary>Census, and licences for the months that it has not published.</summary>
    Combined,
    Census,
    License,
}

/// <summary>Reads the stored series that a question of U.S. trade needs.</summary>
public sealed class TradeReader(Catalog catalog, WithholdingReader withholding, CodeBook book)
{
    /// <summary>
    /// The sources of an answer. A month is Census or licences, never both: it is the licences' exactly when the Census has not
    /// published it.
    /// </summary>
    public async Task<List<TradeSource>> SourcesAsync(
        TradeQuery query, Snapshot snapshot, DateOnly? asOf, string census, string? licenses, Sources wanted, CancellationToken cancellationToken)
    {
        var sources = new List<TradeSource>();
        var final = snapshot.Feeds.GetValueOrDefault(census)?.ViewAt(asOf);
        if (wanted != Sources.License && final is not null) await AddAsync(census, final, isPreliminary: false, _ => true);
        if (wanted != Sources.Census && licenses is not null && snapshot.Feeds.GetValueOrDefault(licenses)?.ViewAt(asOf) is { } view)
        {
            await AddAsync(
                licenses, view, isPreliminary: true, wanted == Sources.License || final is null ? _ => true : month => !final.FirstPublished.ContainsKey(month));
        }

        return sources;

        async Task AddAsync(string name, FeedView view, bool isPreliminary, Func<Trade.Month, bool> counts)
        {
            var published = snapshot.Feeds[name];
            var told = isPreliminary ? await withholding.ToldAsync(published, asOf, cancellationToken) : null;
            var cuts = Cut.For(query, book, published.Cuts).ToList();

            // A feed that has nothing for the question has its months all the same.
            if (cuts.Count == 0) sources.Add(new TradeSource("", [], view, isPreliminary, counts));
            foreach (var cut in cuts)
                sources.Add(new TradeSource(cut, await catalog.SeriesAsync(published, cut, cancellationToken), view, isPreliminary, counts) { Told = told });
        }
    }
}
