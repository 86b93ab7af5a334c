using Aim.Pipeline.Quality;
using Aim.Trade;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Usgs;

/// <summary>
/// Holds the rows of a table against its total, and the total of the month against that since January. Figures are rounded to three
/// digits, each by itself: what rounding explains is no difference.
/// </summary>
internal static class UsgsCheck
{
    /// <param name="feed">The feed.</param>
    /// <param name="month">The month of the issue.</param>
    /// <param name="table">What it says.</param>
    public static IEnumerable<QualityIssue> Run(string feed, Month month, UsgsTable table)
    {
        for (var kind = 0; kind < UsgsTable.Kinds.Count; kind++)
        {
            var code = $"{table.Flow} {UsgsTable.Kinds[kind]}";
            var parts = table.Rows.Select(r => r.Tons[kind]).ToList();
            if (table.Total.Tons[kind] is not { Value: { } total }) continue;

            var sum = parts.Sum(p => p.Value ?? 0);
            if (parts.TrueForAll(p => p.Value is not null) && Math.Abs(total - sum) > Rounding(total) + parts.Sum(p => Rounding(p)))
                yield return new QualityIssue("total-differs", feed, month.ToString(), code, "quantity_t", (long)total, (long)sum);
            if (table.YearToDate?[kind].Value is { } year && total - year > Rounding(total) + Rounding(year))
                yield return new QualityIssue("year-to-date-differs", feed, month.ToString(), code, "quantity_t", (long)year, (long)total);
        }
    }

    private static decimal Rounding(Observation figure) => figure.Marks.HasFlag(ObservationMarks.BelowHalf) ? 0.5m : Rounding(figure.Value ?? 0);

    /// <summary>Half of the third digit; half a ton where there are no more than three.</summary>
    private static decimal Rounding(decimal figure)
    {
        var half = 0.5m;
        for (; figure >= 1000; figure /= 10) half *= 10;
        return figure == 0 ? 0 : half;
    }
}
