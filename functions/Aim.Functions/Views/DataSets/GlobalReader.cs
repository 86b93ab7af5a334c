using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;
using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Functions.Views.DataSets;

/// <summary>What is published of world trade as of a day, reporter by reporter.</summary>
/// <param name="Views">By reporter, which of its publications count.</param>
public sealed record GlobalView(IReadOnlyDictionary<string, FeedView> Views)
{
    /// <summary>The months of each reporter.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<Month>> Months { get; } =
        Views.ToDictionary(v => v.Key, v => (IReadOnlySet<Month>)v.Value.FirstPublished.Keys.ToHashSet(), StringComparer.Ordinal);
}

/// <summary>Reads the stored series that a question of world trade needs.</summary>
public sealed class GlobalReader(Catalog catalog, CodeBook book)
{
    /// <summary>Ranges read at a time.</summary>
    private const int Parallel = 8;

    public static GlobalView ViewAt(Snapshot snapshot, DateOnly? asOf) => new(
        Scopes(snapshot).Select(s => (Reporter: ReporterOf(s), View: s.ViewAt(asOf))).Where(s => s.View.FirstPublished.Count > 0)
            .ToDictionary(s => s.Reporter, s => s.View, StringComparer.Ordinal));

    /// <summary>
    /// The series that may concern a question. All that is said of a country, by itself and by others, is one range of rows; a total
    /// without partners is a cut of its own.
    /// </summary>
    public async Task<List<GlobalSeries>> SeriesAsync(GlobalQuery query, GlobalView view, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (cut, ranges) = RangesOf(query, view);
        var epochs = Scopes(snapshot).ToDictionary(ReporterOf, s => s.Epoch, StringComparer.Ordinal);
        var series = new Dictionary<(string, string), GlobalSeries>();
        foreach (var some in epochs.Values.Distinct(StringComparer.Ordinal).SelectMany(e => ranges.Select(r => (Epoch: e, Rows: r))).Chunk(Parallel))
        {
            var read = await Task.WhenAll(some.Select(async s =>
                (s.Epoch, Rows: await catalog.SeriesAsync(ComtradeFeed.FeedName, s.Epoch, cut, s.Rows, snapshot.DataVersion, cancellationToken))));
            foreach (var (epoch, one) in read.SelectMany(r => r.Rows, (r, one) => (r.Epoch, one)))
            {
                var (reporter, partner, heading) = Cut.PairParts(cut, one.Key);
                if (epochs.GetValueOrDefault(reporter) != epoch || !view.Views.TryGetValue(reporter, out var counts)) continue;
                series.TryAdd((reporter + partner, heading), new GlobalSeries(reporter, partner, heading, one.Packed, counts));
            }
        }

        return [.. series.Values];
    }

    private static IEnumerable<FeedPublications> Scopes(Snapshot snapshot) =>
        snapshot.Feeds.Values.Where(f => f.Feed.StartsWith(ComtradeFeed.ScopeName(""), StringComparison.Ordinal));

    private static string ReporterOf(FeedPublications scope) => scope.Feed[ComtradeFeed.ScopeName("").Length..].ToUpperInvariant();

    private (string Cut, IReadOnlyList<string> Ranges) RangesOf(GlobalQuery query, GlobalView view)
    {
        if (!query.NeedsPartner) return (Cut.World, [""]);

        // A pair is found from either end: from that of fewer countries.
        var countries = new[] { query.Reporters, query.Partners }.Where(s => !s.IsAll).Select(s => s.Candidates(book)).MinBy(c => c.Count);
        return (Cut.Pair, countries is null ? [.. view.Views.Keys.Select(r => Cut.RowsOf(Cut.Pair, r))] : [.. countries.Order(StringComparer.Ordinal).Select(c => $"{c}-")]);
    }
}
