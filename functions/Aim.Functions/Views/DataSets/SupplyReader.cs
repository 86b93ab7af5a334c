using Aim.Pipeline.Licenses;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Functions.Views.DataSets;

/// <summary>Reads the series of licences that a question about the supply chain needs.</summary>
public sealed class SupplyReader(Catalog catalog, WithholdingReader withholding, CodeBook book)
{
    public async Task<List<GroupedRow>> RowsAsync(SupplyQuery query, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        if (!snapshot.Feeds.TryGetValue(LicenseFeed.FeedName, out var published)) return [];

        var cuts = new List<(string, IReadOnlyList<StoredSeries>)>();
        foreach (var cut in published.Cuts.Where(c => query.NeedsCode ? Cut.IsFlow(c) : c == Cut.Chain))
            cuts.Add((cut, await catalog.SeriesAsync(published, cut, cancellationToken)));
        return query.Run(book, published.ViewAt(asOf), cuts, await withholding.ToldAsync(published, asOf, cancellationToken));
    }
}
