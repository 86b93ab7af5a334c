using System.Globalization;
using Aim.Trade.Query;

namespace Aim.Trade.Indicators;

/// <summary>A row of an answer.</summary>
/// <param name="Value">Mean of the months, or their sum where the series adds up; null when none has a figure.</param>
/// <param name="Change">Against the same months a year earlier, as a fraction; null when one of them has no figure.</param>
/// <param name="Index">Monthly mean of the row over that of the base period, times 100; null where the base has no figure.</param>
/// <param name="Months">Months that have a figure.</param>
public sealed record IndicatorRow(string Period, IndicatorSeries Series, decimal? Value, double? Change, double? Index, string Status, int Months);

/// <summary>A question about series.</summary>
/// <param name="From">The first month; null is open.</param>
/// <param name="To">The last month.</param>
/// <param name="Frequency">Months, quarters or years.</param>
/// <param name="Base">First and last month of the period that is 100; null for <see cref="BaseYear"/>, or the first full year where that is not full.</param>
public sealed record IndicatorQuery(Month? From, Month? To, Frequency Frequency, (Month First, Month Last)? Base)
{
    public const int BaseYear = 2017;

    /// <summary>The rows, by period and series.</summary>
    public List<IndicatorRow> Run(IEnumerable<IndicatorHistory> series) =>
    [
        .. series.SelectMany(Rows).OrderBy(r => r.Order).ThenBy(r => r.Row.Series.Id, StringComparer.Ordinal).Select(r => r.Row),
    ];

    private IEnumerable<(int Order, IndicatorRow Row)> Rows(IndicatorHistory history)
    {
        var level = Mean(BaseMonths(history));
        return history.Months.Keys.Where(m => !(m < From) && !(m > To)).GroupBy(OrderOf)
            .Select(g => (g.Key, Row(history, NameOf(g.First()), [.. g], level)));
    }

    private static IndicatorRow Row(IndicatorHistory history, string period, List<Month> months, decimal? level)
    {
        var figures = months.ConvertAll(m => history.Months[m]);
        var known = months.FindAll(m => history.Months[m].Value is not null);
        var before = known.ConvertAll(m => history.Months.GetValueOrDefault(m - 12).Value);
        var mean = Mean(known.Select(m => history.Months[m].Value));
        return new IndicatorRow(
            period,
            history.Series,
            history.Series.AddsUp ? mean is null ? null : known.Sum(m => history.Months[m].Value) : mean,
            before.Contains(null) ? null : Ratio(mean, Mean(before)) - 1,
            Ratio(mean, level) * 100,
            known.Count == 0 ? "M" : figures.Exists(f => f.Status == "P") ? "P" : figures.Exists(f => f.Status == "R") ? "R" : "A",
            known.Count);
    }

    private IEnumerable<decimal?> BaseMonths(IndicatorHistory history)
    {
        if (Base is { } asked) return history.Months.Where(m => m.Key >= asked.First && m.Key <= asked.Last).Select(m => m.Value.Value);

        return history.Months.Where(m => m.Value.Value is not null).GroupBy(m => m.Key.Year, m => m.Value.Value)
            .Where(y => y.Count() == 12).OrderBy(y => y.Key != BaseYear).ThenBy(y => y.Key).FirstOrDefault() ?? Enumerable.Empty<decimal?>();
    }

    private static decimal? Mean(IEnumerable<decimal?> values) => values.Where(v => v is not null).Average();

    private static double? Ratio(decimal? value, decimal? to) => to is null or 0 ? null : (double?)(value / to);

    private int OrderOf(Month month) => Frequency switch
    {
        Frequency.Monthly => month.Index,
        Frequency.Quarterly => month.Index / 3,
        _ => month.Year,
    };

    private string NameOf(Month month) => Frequency switch
    {
        Frequency.Monthly => month.ToString(),
        Frequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{month.Year:D4}-Q{month.Quarter}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{month.Year:D4}"),
    };
}
