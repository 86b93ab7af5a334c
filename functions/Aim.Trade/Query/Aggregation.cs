using Aim.Trade.Codes;
using Aim.Trade.Series;

namespace Aim.Trade.Query;

/// <summary>A stored series and the view that a question takes of it.</summary>
/// <param name="Hts10">Its code; null when summed over codes of the basis.</param>
/// <param name="CtyCode">Its country; null when summed over countries.</param>
/// <param name="Packed">Its months, as <see cref="SeriesCodec"/> packs them.</param>
public readonly record struct StoredSeries(string? Hts10, string? CtyCode, ReadOnlyMemory<byte> Packed);

/// <summary>
/// Which publications of a feed count. It is told month by month, because a later month may be published while an answer for an
/// earlier one is still being written.
/// </summary>
/// <param name="FirstPublished">The months that have been published, each with its first publication.</param>
/// <param name="LastPublished">The same months, each with its last publication that counts.</param>
public sealed record FeedView(IReadOnlyDictionary<Month, int> FirstPublished, IReadOnlyDictionary<Month, int> LastPublished);

/// <summary>A row of an answer: codes in the order of the question's dimensions.</summary>
/// <param name="Months">Months that have data in the row.</param>
/// <param name="Revised">Whether any part differs from what was first published.</param>
public sealed record TradeRow(string Period, string[] Codes, Amount Amount, int Months, bool Revised);

/// <summary>Groups stored series into the rows of an answer. Pure: the same series give the same rows in the same order.</summary>
public static class Aggregation
{
    public static List<TradeRow> Run(TradeQuery query, CodeBook book, IEnumerable<StoredSeries> series, FeedView view)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var one in series)
        {
            Group? group = null;
            SeriesCodec.Visit(one.Packed.Span, view.LastPublished.GetValueOrDefault, view.FirstPublished.GetValueOrDefault, state =>
            {
                if (!InRange(query, state.Month)) return;

                // Where no rule is dated, one look at a series decides for all of its months.
                if (group is null || book.IsDated)
                {
                    if (!Matches(query, book, one, state.Month)) return;

                    var codes = CodesOf(query.By, book, one, state.Month);
                    var key = string.Join('\n', codes);
                    if (!groups.TryGetValue(key, out group)) groups.Add(key, group = new Group(codes, SortKeys(query.By, book, codes)));
                }

                group.Add(state, query.General);
            });
        }

        var months = query.Frequency == Frequency.YearToDate ? view.FirstPublished.Keys.Where(m => InRange(query, m)).Order().ToList() : [];
        var rows = groups.Values.SelectMany(g => g.Rows(query, months).Select(r => (r.Row, r.Order, Group: g))).ToList();
        rows.Sort((a, b) => a.Order != b.Order ? a.Order.CompareTo(b.Order) : a.Group.OrderAgainst(b.Group));
        return rows.ConvertAll(r => r.Row);
    }

    private static bool InRange(TradeQuery query, Month month) =>
        !(month > query.To) && !(month < (query.Frequency == Frequency.YearToDate && query.From is { } from ? new Month(from.Year, 1) : query.From));

    private static bool Matches(TradeQuery query, CodeBook book, StoredSeries series, Month month)
    {
        if (series.Hts10 is { } code
            && (!book.InBasis(query.Basis, code, month)
                || (query.HsPrefixes.Count > 0 && !query.HsPrefixes.Any(p => code.StartsWith(p, StringComparison.Ordinal)))
                || (query.Products.Count > 0 && !query.Products.Contains(book.ProductOf(code, month)))))
        {
            return false;
        }

        if (series.CtyCode is not { } country || (query.Countries.Count == 0 && query.Regions.Count == 0)) return true;

        return query.Countries.Contains(book.CountryOf(country)?.CtyCode ?? CodeBook.Unmapped) || query.Regions.Contains(book.RegionOf(country, month));
    }

    private static string[] CodesOf(IReadOnlyList<Dimension> by, CodeBook book, StoredSeries series, Month month)
    {
        var codes = new string[by.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = by[i] switch
            {
                Dimension.Country => book.CountryOf(series.CtyCode!)?.CtyCode ?? CodeBook.Unmapped,
                Dimension.Region => book.RegionOf(series.CtyCode!, month),
                Dimension.Product => book.ProductOf(series.Hts10!, month),
                Dimension.Heading => series.Hts10![..4],
                Dimension.Hs6 => series.Hts10![..6],
                _ => series.Hts10!,
            };
        }

        return codes;
    }

    /// <summary>Rows are ordered by what the reader sees: a country by its ISO code, then by its Schedule C code.</summary>
    private static string[] SortKeys(IReadOnlyList<Dimension> by, CodeBook book, string[] codes) =>
        [.. codes.Select((c, i) => by[i] == Dimension.Country && book.CountryOf(c) is { } country ? country.Iso2 + c : c)];

    /// <summary>One combination of codes: its months, to be rolled up into periods.</summary>
    private sealed class Group(string[] codes, string[] sortKeys)
    {
        private readonly string[] sortKeys = sortKeys;
        private readonly SortedDictionary<Month, (Amount? Amount, bool Revised)> months = [];

        public void Add(MonthState state, bool general)
        {
            var current = AmountOf(state.Current, general);
            var revised = current != AmountOf(state.Original, general);
            var sum = months.TryGetValue(state.Month, out var before) ? before : default;
            months[state.Month] = (sum.Amount is { } a && current is { } c ? a + c : sum.Amount ?? current, sum.Revised || revised);
        }

        public IEnumerable<(TradeRow Row, int Order)> Rows(TradeQuery query, IReadOnlyList<Month> published)
        {
            // A month that a revision has emptied has no row of its own, and makes those of longer periods revised.
            var parts = months.Select(m => new Part(m.Key, m.Value.Amount, m.Value.Revised)).ToList();
            IEnumerable<(TradeRow Row, int Order)> rows = query.Frequency switch
            {
                Frequency.Monthly => parts.Select(p => (Row(p.Month.ToString(), [p]), p.Month.Index)),
                Frequency.Quarterly => parts.GroupBy(p => (p.Month.Year * 4) + p.Month.Quarter)
                    .Select(g => (Row($"{(g.Key - 1) / 4:D4}-Q{((g.Key - 1) % 4) + 1}", g), g.Key)),
                Frequency.Yearly => parts.GroupBy(p => p.Month.Year).Select(g => (Row($"{g.Key:D4}", g), g.Key)),
                _ => published.Where(m => !(m < query.From))
                    .Select(m => (Row(m.ToString(), parts.Where(p => p.Month.Year == m.Year && p.Month <= m)), m.Index)),
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

        private static Amount? AmountOf(Cell? cell, bool general) => cell is not { } c ? null : general ? c.General : c.Main;

        private TradeRow Row(string period, IEnumerable<Part> parts)
        {
            var (amount, count, revised) = (default(Amount), 0, false);
            foreach (var part in parts)
            {
                revised |= part.Revised;
                if (part.Amount is not { } of) continue;

                amount = count == 0 ? of : amount + of;
                count++;
            }

            return new TradeRow(period, codes, amount, count, revised);
        }

        private readonly record struct Part(Month Month, Amount? Amount, bool Revised);
    }
}
