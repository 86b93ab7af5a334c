using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Trade.Global;

/// <summary>Answers questions about world trade. Pure: the same series give the same rows in the same order.</summary>
public static class GlobalGrouping
{
    /// <param name="query">The question.</param>
    /// <param name="book">The code lists.</param>
    /// <param name="series">All that it may concern: of a gap both what the reporters and what their partners say.</param>
    public static List<GlobalRow> Run(GlobalQuery query, CodeBook book, IReadOnlyCollection<GlobalSeries> series)
    {
        var views = series.DistinctBy(s => s.Reporter).ToDictionary(s => s.Reporter, s => s.View.FirstPublished, StringComparer.Ordinal);
        var cells = series.SelectMany(s => Cells(query, book, s));
        if (query.Basis == GlobalBasis.Gap) cells = Gaps(cells);
        var groups = new Dictionary<string, GlobalGroup>(StringComparer.Ordinal);
        var published = new SortedSet<Month>();
        foreach (var cell in cells)
        {
            var codes = CodesOf(query, book, cell);
            var key = string.Join('\n', codes);
            if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = new GlobalGroup(codes));
            group.Add(cell);
            if (!cell.Amount.IsEmpty && IsAsked(query, cell.Month)) published.Add(cell.Month);
        }

        return [.. groups.Values.SelectMany(g => g.Rows(query, published, (source, month) => views[source].ContainsKey(month))).OrderBy(r => r.Order)
            .ThenBy(r => r.Row.Codes, Comparer<string[]>.Create(Compare)).Select(r => r.Row)];
    }

    /// <summary>The figures of a series that a question asks for, and those of the year before it; empty ones where all was taken away.</summary>
    public static IEnumerable<GlobalCell> Cells(GlobalQuery query, CodeBook book, GlobalSeries series)
    {
        if (query.Categories.Count > 0 && !query.Categories.Contains(series.Category)) return [];

        var cells = new List<GlobalCell>();
        // A country's word about its own trade, and a partner's word about it, are the same series read from either end.
        if (query.Basis != GlobalBasis.Mirror) Add(series.Reporter, series.Partner, query.Exports, isMirror: false);
        if (query.Basis != GlobalBasis.Reported) Add(series.Partner!, series.Reporter, !query.Exports, isMirror: true);
        return cells;

        void Add(string reporter, string? partner, bool exports, bool isMirror)
        {
            var first = query.From is { } from ? (query.Frequency == Frequency.YearToDate ? new Month(from.Year, 1) : from) - 12 : (Month?)null;
            SeriesCodec.Visit(series.Packed.Span, series.View.LastPublished.GetValueOrDefault, series.View.FirstPublished.GetValueOrDefault, state =>
            {
                if (state.Month < first || state.Month > query.To) return;
                if (!query.Reporters.Has(reporter, state.Month, book) || (partner is not null && !query.Partners.Has(partner, state.Month, book))) return;

                var (now, then) = (Pick(state.Current), Pick(state.Original));
                // What was taken away since counts as nothing, but revises the sum that it was a part of.
                if (!now.IsEmpty || (!isMirror && !then.IsEmpty))
                    cells.Add(new GlobalCell(state.Month, reporter, partner, series.Category, now, default, series.Reporter, !isMirror && now != then) { IsMirror = isMirror });

                Amount Pick(Cell? cell) => cell is not { } c ? default : exports ? c.Main : c.General;
            });
        }
    }

    private static IEnumerable<GlobalCell> Gaps(IEnumerable<GlobalCell> cells) => cells
        .GroupBy(c => (c.Month, c.Reporter, c.Partner, c.Category))
        .Select(g => (Reported: g.FirstOrDefault(c => !c.IsMirror), Mirror: g.FirstOrDefault(c => c.IsMirror)))
        .Where(g => g is { Reported: not null, Mirror: not null })
        .Select(g => Both(g.Reported!, g.Mirror!))
        .Where(c => !c.Amount.IsEmpty);

    /// <summary>A measure counts where both have it.</summary>
    private static GlobalCell Both(GlobalCell reported, GlobalCell mirror)
    {
        var (a, b) = (reported.Amount, mirror.Amount);
        var (hasValue, hasWeight) = (a.Value is not null && b.Value is not null, a.Kilograms is not null && b.Kilograms is not null);
        return reported with { Amount = Only(a), Other = Only(b) };

        Amount Only(Amount amount) => Amount.Of(hasValue ? amount.Value : null, hasWeight ? amount.Kilograms : null);
    }

    private static bool IsAsked(GlobalQuery query, Month month) => !(month < query.From) && !(month > query.To);

    private static string[] CodesOf(GlobalQuery query, CodeBook book, GlobalCell cell) => [.. query.By.Select(d => d switch
    {
        GlobalDimension.Reporter => cell.Reporter,
        GlobalDimension.Partner => cell.Partner!,
        GlobalDimension.Region => book.WorldRegionOf(cell.Partner!, cell.Month),
        _ => cell.Category,
    })];

    private static int Compare(string[] a, string[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (string.CompareOrdinal(a[i], b[i]) is var order && order != 0) return order;
        }

        return 0;
    }
}
