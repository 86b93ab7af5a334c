using Aim.Pipeline.Publishing;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;
using Aim.Trade.Signals;

namespace Aim.Bench.Detection;

/// <summary>Published months of Census and licences in memory, stored as the pipeline stores them and asked as the alerts ask.</summary>
internal sealed class Market(CodeBook book)
{
    private readonly Dictionary<Month, MonthFacts> census = [];
    private readonly Dictionary<Month, MonthFacts> licenses = [];

    public void AddCensus(Month month, string hts10, string ctyCode, long kilograms, long dollars) =>
        FactsOf(census, month).Add(book, hts10, ctyCode, new Cell(Amount.Of(dollars, kilograms), default));

    public void AddLicense(Month month, string hts10, string origin, string smelt, string cast, long kilograms, long dollars, int count) =>
        AddLicense(FactsOf(licenses, month), hts10, origin, smelt, cast, kilograms, dollars, count);

    /// <summary>Adds a month as a snapshot had it.</summary>
    public void AddLicenses(MonthFacts facts) => licenses[facts.Month] = facts;

    public void AddLicense(MonthFacts facts, string hts10, string origin, string smelt, string cast, long kilograms, long dollars, int count)
    {
        var cell = new Cell(Amount.Of(dollars, kilograms), Amount.Of(count, 0));
        facts.Add(book, hts10, origin, smelt, cast, cell);
    }

    /// <summary>The alerts of a day.</summary>
    public Task<List<Signal>> AlertsAsync(DateOnly through)
    {
        var (final, announced) = (new Feed(census.Values), new Feed(licenses.Values));
        return Screening.FindAsync(
            new Watch(book, census.Keys.ToHashSet(), licenses.Keys.ToHashSet(), through),
            query => Task.FromResult(TradeGrouping.Run(query, book, [.. Sources(final, query, false), .. Sources(announced, query, true)])),
            query => Task.FromResult(query.Run(book, announced.View, announced.Cuts.Where(c => Cut.IsFlow(c.Key)).Select(c => (c.Key, c.Value)), told: null)));

        IEnumerable<TradeSource> Sources(Feed feed, TradeQuery query, bool isPreliminary) => Cut.For(query, book, feed.Cuts.Keys).Where(feed.Cuts.ContainsKey)
            .Select(cut => new TradeSource(cut, feed.Cuts[cut], feed.View, isPreliminary, month => !isPreliminary || !census.ContainsKey(month)));
    }

    private static MonthFacts FactsOf(Dictionary<Month, MonthFacts> months, Month month) =>
        months.TryGetValue(month, out var facts) ? facts : months[month] = new MonthFacts(month);

    /// <summary>The series of a feed that has published every month once.</summary>
    private sealed class Feed(IReadOnlyCollection<MonthFacts> months)
    {
        public FeedView View { get; } = new(months.ToDictionary(m => m.Month, _ => 1), months.ToDictionary(m => m.Month, _ => 1));

        public IReadOnlyDictionary<string, IReadOnlyList<StoredSeries>> Cuts { get; } = months
            .SelectMany(m => m.Cells, (m, c) => (c.Key.Cut, c.Key.Key, m.Month, c.Value))
            .GroupBy(c => c.Cut, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<StoredSeries>)[.. g.GroupBy(c => c.Key, StringComparer.Ordinal).Select(
                s => new StoredSeries(s.Key, SeriesCodec.Encode(s.ToDictionary(c => c.Month, c => new[] { new CellVersion(1, c.Value) }))))], StringComparer.Ordinal);
    }
}
