namespace Aim.Trade.Indicators;

/// <summary>
/// Metric tons by kind as USGS prints them: each rounded to three digits by itself, so that parts and sums differ. Null is not available;
/// less than half a ton stands as 0.
/// </summary>
public readonly record struct UsgsTons(decimal? Crude, decimal? Semis, decimal? Scrap, decimal? Total)
{
    public static UsgsTons operator +(UsgsTons a, UsgsTons b) => new(Sum(a.Crude, b.Crude), Sum(a.Semis, b.Semis), Sum(a.Scrap, b.Scrap), Sum(a.Total, b.Total));

    private static decimal? Sum(decimal? a, decimal? b) => a is null ? b : b is null ? a : a + b;
}

/// <summary>What USGS says of a month's imports or exports of aluminum.</summary>
/// <param name="Countries">By ISO 3166 alpha-2 code; <see cref="IndicatorBook.Other"/> for those that it does not name, <see cref="Codes.CodeBook.Unmapped"/> for names that no list knows.</param>
/// <param name="Total">Its own row of the total; null when the table has none.</param>
/// <param name="IsRevised">Whether a figure differs from what was first published.</param>
public sealed record UsgsMonth(Month Month, IReadOnlyDictionary<string, UsgsTons> Countries, UsgsTons? Total, bool IsRevised);
