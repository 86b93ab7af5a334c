namespace Aim.Trade.Indicators;

/// <summary>A series of prices, production, employment or wages.</summary>
/// <param name="Id">As its source writes it; USGS has no ids, there it is ours.</param>
/// <param name="Source"><c>bls</c> or <c>usgs</c>, the feed that has it.</param>
/// <param name="Group">One of <see cref="Groups"/>.</param>
/// <param name="Base">What the publisher sets to 100, as <c>1982=100</c>; null where it is no index or not known.</param>
/// <param name="Adjustment"><c>SA</c> seasonally adjusted, <c>NSA</c> not.</param>
/// <param name="From">The first month that it has; null when not known.</param>
/// <param name="IsConfirmed">Whether somebody has seen that the source has it; otherwise its first figures confirm it.</param>
public sealed record IndicatorSeries(
    string Id, string Source, string Group, string Name, string Unit, string? Base, string Adjustment, Month? From, bool IsConfirmed)
{
    public static IReadOnlyList<string> Groups { get; } = ["prices", "production", "employment", "wages"];

    /// <summary>Whether the months of a longer period add up; otherwise it is told by their mean.</summary>
    public bool AddsUp => Group == "production";
}
