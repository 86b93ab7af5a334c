using Aim.Trade.Codes;
using Aim.Trade.Confidentiality;
using Aim.Trade.Series;

namespace Aim.Trade.Accuracy;

/// <summary>Follows the licence totals of each month from snapshot to snapshot.</summary>
/// <param name="book">The code lists; what counts is the basis <c>aim</c>.</param>
/// <param name="byProduct">Points for each product group instead of one for all.</param>
/// <param name="least">The fewest licences on which a total must rest to be told.</param>
public sealed class LicenseHistory(CodeBook book, bool byProduct, int least)
{
    /// <summary>A point for each month, week and product; of two snapshots in one week the later one tells.</summary>
    /// <param name="codes">The stored series of licences by code.</param>
    /// <param name="snapshots">By month the days of the snapshots that cover it, ascending.</param>
    /// <param name="census">Kilograms by month and product; of a month that is not in it nothing is published.</param>
    public List<LicensePoint> Points(
        IEnumerable<StoredSeries> codes, IReadOnlyDictionary<Month, DateOnly[]> snapshots, IReadOnlyDictionary<Month, IReadOnlyDictionary<string, long>> census)
    {
        var totals = Totals(codes, snapshots);
        var points = new List<LicensePoint>();
        foreach (var (month, days) in snapshots)
        {
            var final = census.GetValueOrDefault(month);
            var announced = totals.GetValueOrDefault(month) ?? [];
            var products = announced.Keys.Union(final?.Keys ?? [], StringComparer.Ordinal).ToList();
            // Of two snapshots in one week the later one tells.
            foreach (var week in days.Select((day, place) => (Week: WeekOf(month, day), Place: place)).GroupBy(d => d.Week, d => d.Place))
            {
                var place = week.Last();
                var withheld = Withholding.OfSum(announced.ToDictionary(a => a.Key, a => a.Value[place].Licenses, StringComparer.Ordinal), least);
                points.AddRange(products.Select(p => new LicensePoint(
                    month,
                    week.Key,
                    p,
                    withheld.Contains(p) ? null : announced.TryGetValue(p, out var total) ? total[place].Kilograms : 0,
                    final is null ? null : final.GetValueOrDefault(p))));
            }
        }

        return [.. points.OrderBy(p => p.Month).ThenBy(p => p.Week).ThenBy(p => p.Product, StringComparer.Ordinal)];
    }

    /// <summary>By month and product the totals at each of the month's snapshots.</summary>
    private Dictionary<Month, Dictionary<string, (long Kilograms, long Licenses)[]>> Totals(
        IEnumerable<StoredSeries> codes, IReadOnlyDictionary<Month, DateOnly[]> snapshots)
    {
        var totals = new Dictionary<Month, Dictionary<string, (long, long)[]>>();
        foreach (var series in codes)
        {
            foreach (var (month, versions) in SeriesCodec.Decode(series.Packed.Span))
            {
                if (!snapshots.TryGetValue(month, out var days) || !book.InBasis("aim", series.Key, month)) continue;

                var product = byProduct ? book.ProductOf(series.Key, month) : "";
                if (!totals.TryGetValue(month, out var products)) totals.Add(month, products = new(StringComparer.Ordinal));
                if (!products.TryGetValue(product, out var total)) products.Add(product, total = new (long, long)[days.Length]);
                Add(total, days, versions);
            }
        }

        return totals;
    }

    private static void Add((long Kilograms, long Licenses)[] total, DateOnly[] days, CellVersion[] versions)
    {
        for (var (day, version) = (0, -1); day < days.Length; day++)
        {
            while (version + 1 < versions.Length && versions[version + 1].Sequence <= days[day].DayNumber) version++;
            if (version < 0 || versions[version].Cell is not { } cell) continue;

            total[day].Kilograms += cell.Main.Kilograms ?? 0;
            total[day].Licenses += cell.General.Value ?? 0;
        }
    }

    private static int WeekOf(Month month, DateOnly day) => (int)Math.Floor((day.DayNumber - month.LastDay.DayNumber) / 7.0);
}
