using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Trade.Global;

/// <summary>One combination of codes: its months, to be put together into periods.</summary>
internal sealed class GlobalGroup(string[] codes)
{
    private readonly SortedDictionary<Month, MonthSum> months = [];

    public void Add(GlobalCell cell)
    {
        if (!months.TryGetValue(cell.Month, out var month)) months.Add(cell.Month, month = new MonthSum());
        month.Sum += cell.Amount;
        month.Other += cell.Other;
        month.IsRevised |= cell.IsRevised;
        if (!cell.Amount.IsEmpty) month.BySource[cell.Source] = month.BySource.GetValueOrDefault(cell.Source) + cell.Amount;
    }

    /// <param name="query">Tells the periods.</param>
    /// <param name="published">The months of the whole answer: a sum since January goes on through months in which a group has nothing.</param>
    /// <param name="tells">Whether a source has published a month.</param>
    public IEnumerable<(GlobalRow Row, int Order)> Rows(GlobalQuery query, IEnumerable<Month> published, Func<string, Month, bool> tells)
    {
        var asked = months.Keys.Where(m => !(m < query.From) && !(m > query.To));
        var rows = query.Frequency switch
        {
            Frequency.Monthly => asked.Select(m => (Row(m.ToString(), Asked(m, 1)), m.Index)),
            Frequency.Quarterly => asked.GroupBy(m => (m.Year * 4) + m.Quarter - 1)
                .Select(g => (Row($"{g.Key / 4:D4}-Q{(g.Key % 4) + 1}", Asked(new Month(g.Key * 3), 3)), g.Key)),
            Frequency.Yearly => asked.GroupBy(m => m.Year).Select(g => (Row($"{g.Key:D4}", Asked(new Month(g.Key, 1), 12)), g.Key)),
            _ => published.Select(m => (Row(m.ToString(), Range(new Month(m.Year, 1), m.Number)), m.Index)),
        };
        return rows.Where(r => r.Item1.Months.Count > 0);

        IEnumerable<Month> Asked(Month first, int count) => Range(first, count).Where(m => !(m < query.From) && !(m > query.To));

        static IEnumerable<Month> Range(Month first, int count) => Enumerable.Range(0, count).Select(i => first + i);

        GlobalRow Row(string period, IEnumerable<Month> of) => RowOf(period, [.. of], tells);
    }

    private GlobalRow RowOf(string period, List<Month> of, Func<string, Month, bool> tells)
    {
        var known = of.FindAll(months.ContainsKey);
        var parts = known.FindAll(m => !months[m].Sum.IsEmpty);
        var (sum, other) = parts.Aggregate((Sum: default(Amount), Other: default(Amount)), (s, m) => (s.Sum + months[m].Sum, s.Other + months[m].Other));
        var sources = parts.SelectMany(m => months[m].BySource).GroupBy(s => s.Key, s => s.Value.Value ?? 0, StringComparer.Ordinal)
            .Select(s => new GlobalSource(s.Key, s.Sum())).OrderByDescending(s => s.Value).ThenBy(s => s.Country, StringComparer.Ordinal).ToList();
        return new GlobalRow(period, codes, sum, other, parts, known.Exists(m => months[m].IsRevised), sources, ChangeOver(of, tells));
    }

    /// <summary>Of each source over the months that it has published for both years: in those it may have traded nothing.</summary>
    private double? ChangeOver(List<Month> of, Func<string, Month, bool> tells)
    {
        var (now, then) = (0L, 0L);
        foreach (var month in of)
        {
            now += Comparable(month, month - 12);
            then += Comparable(month - 12, month);
        }

        return then > 0 ? ((double)now / then) - 1 : null;

        long Comparable(Month month, Month other) =>
            months.TryGetValue(month, out var sum) ? sum.BySource.Where(s => tells(s.Key, other)).Sum(s => s.Value.Value ?? 0) : 0;
    }

    private sealed class MonthSum
    {
        public Amount Sum { get; set; }

        public Amount Other { get; set; }

        public bool IsRevised { get; set; }

        public Dictionary<string, Amount> BySource { get; } = new(StringComparer.Ordinal);
    }
}
