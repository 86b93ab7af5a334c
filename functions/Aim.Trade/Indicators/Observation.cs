using Aim.Trade.Series;

namespace Aim.Trade.Indicators;

/// <summary>What a source says of a figure beside the figure.</summary>
[Flags]
public enum ObservationMarks
{
    None = 0,

    /// <summary>Will be replaced.</summary>
    Preliminary = 1,

    /// <summary>Has replaced another.</summary>
    Revised = 2,

    /// <summary>Above 0 and below half a unit, which is all that is told: the figure stands as 0.</summary>
    BelowHalf = 4,
}

/// <summary>A figure of a month in the unit of its series; null is one that the source says it does not have.</summary>
public readonly record struct Observation(decimal? Value, ObservationMarks Marks)
{
    /// <summary>Stored figures are in millionths.</summary>
    public const int Scale = 1_000_000;

    /// <summary>Larger figures mean nothing here, and do not fit.</summary>
    public const decimal Limit = 1_000_000_000_000m;

    /// <summary>Whether a figure can be stored as it is.</summary>
    public static bool CanHold(decimal value) => Math.Abs(value) < Limit && decimal.Round(value, 6) == value;

    public static Observation Of(Cell cell) => new(cell.Main.Value / (decimal)Scale, (ObservationMarks)(cell.General.Value ?? 0));

    /// <summary>The figure as the first amount of a cell, its marks as the second.</summary>
    public Cell ToCell() => new(Amount.Of((long?)(Value * Scale), null), Amount.Of(Marks == ObservationMarks.None ? null : (long)Marks, null));
}
