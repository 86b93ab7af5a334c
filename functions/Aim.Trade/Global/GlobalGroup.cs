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
    public IEnumerable<(GlobalRow Row, int Order)> Rows(GlobalQuery query, IEnumerable<Month> published)
    {
        var asked = months.Keys.Where(m => !(m < query.From) && !(m > query.To));
        var rows = query.Frequency switch
        {
            Frequency.Monthly => asked.Select(m => (Row(m.ToString(), [m]), m.Index)),
            Frequency.Quarterly => asked.GroupBy(m => (m.Year * 4) + m.Quarter).Select(g => (Row($"{(g.Key - 1) / 4:D4}-Q{((g.Key - 1) % 4) + 1}", g), g.Key)),
            Frequency.Yearly => asked.GroupBy(m => m.Year).Select(g => (Row($"{g.Key:D4}", g), g.Key)),
            _ => published.Select(m => (Month: m, Parts: months.Keys.Where(p => p.Year == m.Year && p <= m).ToList())).Where(r => r.Parts.Count > 0)
                .Select(r => (Row(r.Month.ToString(), r.Parts), r.Month.Index)),
        };
        return rows.Where(r => r.Item1.Months.Count > 0);
    }

    private GlobalRow Row(string period, IEnumerable<Month> of)
    {
        var parts = of.Select(m => (Month: m, Sum: months[m])).ToList();
        var isRevised = parts.Exists(p => p.Sum.IsRevised);
        parts.RemoveAll(p => p.Sum.Sum.IsEmpty);
        var (sum, other) = parts.Aggregate((Sum: default(Amount), Other: default(Amount)), (s, p) => (s.Sum + p.Sum.Sum, s.Other + p.Sum.Other));
        var sources = parts.SelectMany(p => p.Sum.BySource.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var (now, then) = (0L, 0L);
        foreach (var (month, part) in parts)
        {
            if (!months.TryGetValue(month - 12, out var before)) continue;

            foreach (var (source, amount) in part.BySource)
            {
                if (amount.Value is not { } value || before.BySource.GetValueOrDefault(source).Value is not { } earlier) continue;
                now += value;
                then += earlier;
            }
        }

        return new GlobalRow(period, codes, sum, other, parts.ConvertAll(p => p.Month), isRevised, sources, then > 0 ? ((double)now / then) - 1 : null);
    }

    private sealed class MonthSum
    {
        public Amount Sum { get; set; }

        public Amount Other { get; set; }

        public bool IsRevised { get; set; }

        public Dictionary<string, Amount> BySource { get; } = new(StringComparer.Ordinal);
    }
}
