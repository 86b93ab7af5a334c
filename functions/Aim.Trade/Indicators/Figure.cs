namespace Aim.Trade.Indicators;

/// <summary>A figure of a month and what it is worth.</summary>
/// <param name="Value">In the unit of its series; null when the source says that it has none.</param>
/// <param name="Status"><c>A</c>; <c>P</c> preliminary, <c>R</c> revised, <c>M</c> missing.</param>
public readonly record struct Figure(decimal? Value, string Status)
{
    /// <param name="now">As it stands.</param>
    /// <param name="first">The first figure that was ever published; null when there was none.</param>
    public static Figure Of(Observation now, decimal? first) => new(
        now.Value,
        now.Value is null ? "M"
        : now.Marks.HasFlag(ObservationMarks.Preliminary) ? "P"
        : now.Marks.HasFlag(ObservationMarks.Revised) || (first is { } published && published != now.Value) ? "R"
        : "A");
}
