using Aim.Trade.Codes;

namespace Aim.Trade.Global;

/// <summary>How far a reporter has got.</summary>
/// <param name="Reporter">ISO 3166 alpha-2.</param>
/// <param name="Newest">Its newest month.</param>
/// <param name="LagMonths">Whole months since the end of that month.</param>
/// <param name="ExpectedLagMonths">Months after which it usually publishes.</param>
/// <param name="IsLate">Whether it should have published more by now; not of one that has ended its reports.</param>
public sealed record Freshness(string Reporter, Month Newest, int LagMonths, int ExpectedLagMonths, bool IsLate)
{
    public static Freshness Of(Reporter reporter, Month newest, DateOnly today)
    {
        var lag = new Month(today.Year, today.Month).Index - newest.Index - 1;
        var due = new Month(today.Year, today.Month) - (reporter.LagMonths + 1);
        return new Freshness(reporter.Code, newest, lag, reporter.LagMonths, newest < due && !(newest >= reporter.Months.To));
    }

    /// <summary>
    /// The reporters that a total of a month lacks: they told of a month within the year before, and not of this one.
    /// </summary>
    /// <param name="told">The months of each reporter.</param>
    public static IEnumerable<string> Missing(IReadOnlyDictionary<string, IReadOnlySet<Month>> told, Month month) => told
        .Where(t => !t.Value.Contains(month) && Enumerable.Range(1, 12).Any(i => t.Value.Contains(month - i))).Select(t => t.Key).Order(StringComparer.Ordinal);
}
