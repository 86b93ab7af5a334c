using Aim.Trade.Series;

namespace Aim.Trade.Query;

/// <summary>
/// Which publications of a feed count. It is told month by month, because a later month may be published while an answer for an
/// earlier one is still being written.
/// </summary>
/// <param name="FirstPublished">The months that have been published, each with its first version.</param>
/// <param name="LastPublished">The same months, each with its last version that counts.</param>
public sealed record FeedView(IReadOnlyDictionary<Month, int> FirstPublished, IReadOnlyDictionary<Month, int> LastPublished);

/// <summary>A stored series and what a question takes of it.</summary>
/// <param name="Packed">Its months, as <see cref="SeriesCodec"/> packs them.</param>
/// <param name="View">Which of its versions count.</param>
/// <param name="CodesOf">The codes of its row in a month; null when the question leaves it out.</param>
public sealed record Part(ReadOnlyMemory<byte> Packed, FeedView View, Func<Month, string[]?> CodesOf)
{
    /// <summary>What counts of a cell.</summary>
    public Func<Cell, Cell> Pick { get; init; } = static cell => cell;

    /// <summary>Whether the figures come from licences.</summary>
    public bool IsPreliminary { get; init; }

    /// <summary>Whether the row that a month belongs to may not be told.</summary>
    public Func<Month, bool> IsWithheld { get; init; } = static _ => false;
}

/// <summary>A row of an answer: codes in the order of the question's dimensions.</summary>
/// <param name="Period">As it is written.</param>
/// <param name="Codes">One for each dimension.</param>
/// <param name="Sum">The figures.</param>
/// <param name="Months">Months that have data in the row.</param>
/// <param name="IsRevised">Whether any part differs from what was first published.</param>
/// <param name="IsPreliminary">Whether any month of it comes from licences.</param>
/// <param name="IsWithheld">Whether any part of it may not be told; its figures are then empty.</param>
public sealed record GroupedRow(string Period, string[] Codes, Cell Sum, int Months, bool IsRevised, bool IsPreliminary, bool IsWithheld);

/// <summary>Groups parts into rows. Pure: the same parts give the same rows in the same order.</summary>
/// <param name="Frequency">How months are put together.</param>
/// <param name="From">The first month of a row; year-to-date sums reach back to its January.</param>
/// <param name="To">The last month.</param>
/// <param name="SortKeysOf">What rows are ordered by, after their period, given their codes.</param>
public sealed record Grouping(Frequency Frequency, Month? From, Month? To, Func<string[], string[]> SortKeysOf)
{
    /// <param name="parts">What is put together.</param>
    /// <param name="views">Those of all feeds that are asked: a sum since January goes on through months in which a row has no part.</param>
    public List<GroupedRow> Run(IEnumerable<Part> parts, IEnumerable<FeedView> views)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        var published = new SortedSet<Month>();
        if (Frequency == Frequency.YearToDate) published.UnionWith(views.Distinct().SelectMany(v => v.FirstPublished.Keys).Where(InRange));
        foreach (var part in parts) Collect(part, groups);

        var rows = groups.Values.SelectMany(g => g.Rows(this, published).Select(r => (r.Row, r.Order, Group: g))).ToList();
        rows.Sort((a, b) => a.Order != b.Order ? a.Order.CompareTo(b.Order) : a.Group.OrderAgainst(b.Group));
        return rows.ConvertAll(r => r.Row);
    }

    private void Collect(Part part, Dictionary<string, Group> groups)
    {
        string[]? codes = null;
        Group? group = null;
        SeriesCodec.Visit(part.Packed.Span, part.View.LastPublished.GetValueOrDefault, part.View.FirstPublished.GetValueOrDefault, state =>
        {
            if (!InRange(state.Month) || part.CodesOf(state.Month) is not { } now) return;

            if (!ReferenceEquals(now, codes))
            {
                codes = now;
                var key = string.Join('\n', codes);
                if (!groups.TryGetValue(key, out group)) groups.Add(key, group = new Group(codes, SortKeysOf(codes)));
            }

            group!.Add(state, part);
        });
    }

    private bool InRange(Month month) =>
        !(month > To) && !(month < (Frequency == Frequency.YearToDate && From is { } from ? new Month(from.Year, 1) : From));

    /// <summary>One combination of codes: its months, to be put together into periods.</summary>
    private sealed class Group(string[] codes, string[] sortKeys)
    {
        private readonly SortedDictionary<Month, Figures> months = [];
        private readonly string[] sortKeys = sortKeys;

        public void Add(MonthState state, Part part)
        {
            Cell? current = state.Current is { } c ? part.Pick(c) : null;
            Cell? original = state.Original is { } o ? part.Pick(o) : null;
            var sum = months.TryGetValue(state.Month, out var before) ? before : default;
            months[state.Month] = new Figures(
                sum.Cell is { } a && current is { } b ? a + b : sum.Cell ?? current,
                sum.IsRevised || (!part.IsPreliminary && current?.Main != original?.Main),
                sum.IsPreliminary || (part.IsPreliminary && current is not null),
                sum.IsWithheld || (current is not null && part.IsWithheld(state.Month)));
        }

        public IEnumerable<(GroupedRow Row, int Order)> Rows(Grouping grouping, IEnumerable<Month> published)
        {
            // A month that a revision has emptied has no row of its own, and makes those of longer periods revised.
            IEnumerable<(GroupedRow Row, int Order)> rows = grouping.Frequency switch
            {
                Frequency.Monthly => months.Select(m => (Row(m.Key.ToString(), [m]), m.Key.Index)),
                Frequency.Quarterly => months.GroupBy(m => (m.Key.Year * 4) + m.Key.Quarter)
                    .Select(g => (Row($"{(g.Key - 1) / 4:D4}-Q{((g.Key - 1) % 4) + 1}", g), g.Key)),
                Frequency.Yearly => months.GroupBy(m => m.Key.Year).Select(g => (Row($"{g.Key:D4}", g), g.Key)),
                _ => published.Where(m => !(m < grouping.From))
                    .Select(m => (Row(m.ToString(), months.Where(p => p.Key.Year == m.Year && p.Key <= m)), m.Index)),
            };
            return rows.Where(r => r.Row.Months > 0);
        }

        public int OrderAgainst(Group other)
        {
            for (var i = 0; i < sortKeys.Length; i++)
            {
                if (string.CompareOrdinal(sortKeys[i], other.sortKeys[i]) is var order && order != 0) return order;
            }

            return 0;
        }

        private GroupedRow Row(string period, IEnumerable<KeyValuePair<Month, Figures>> parts)
        {
            var (sum, count, revised, preliminary, withheld) = (default(Cell), 0, false, false, false);
            foreach (var (_, part) in parts)
            {
                withheld |= part.IsWithheld;
                revised |= part.IsRevised;
                preliminary |= part.IsPreliminary;
                if (part.Cell is not { } cell) continue;

                sum = count == 0 ? cell : sum + cell;
                count++;
            }

            return new GroupedRow(period, codes, withheld ? default : sum, count, revised, preliminary, withheld);
        }

        private readonly record struct Figures(Cell? Cell, bool IsRevised, bool IsPreliminary, bool IsWithheld);
    }
}
