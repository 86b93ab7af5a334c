using Aim.Trade.Query;

namespace Aim.Trade.Indicators;

/// <summary>A series with its months as they stood at some publication.</summary>
public sealed record IndicatorHistory(IndicatorSeries Series, IReadOnlyDictionary<Month, Figure> Months)
{
    /// <param name="series">What it is.</param>
    /// <param name="packed">As stored.</param>
    /// <param name="view">Which publications count.</param>
    public static IndicatorHistory Of(IndicatorSeries series, ReadOnlySpan<byte> packed, FeedView view) =>
        new(series, StoredMonths.Read(packed, view).ToDictionary(m => m.Key, m => Figure.Of(m.Value[^1], m.Value.FirstOrDefault(o => o.Value is not null).Value)));
}
