namespace Aim.Trade.Series;

/// <summary>
/// Value and quantity of one cell, or of a sum of cells. Null is "not available"; zero is a reported zero.
/// A sum adds what is known, and remembers how much of its value comes with a quantity, so that a unit value is taken
/// over the parts that have both.
/// </summary>
/// <param name="Value">U.S. dollars.</param>
/// <param name="Kilograms">Kilograms.</param>
/// <param name="ValueWithKilograms">Dollars of the parts that have a quantity.</param>
/// <param name="KilogramsWithValue">Kilograms of the parts that have a value.</param>
public readonly record struct Amount(long? Value, long? Kilograms, long ValueWithKilograms, long KilogramsWithValue)
{
    public static Amount Of(long? value, long? kilograms) =>
        value is { } v && kilograms is { } kg ? new(v, kg, v, kg) : new(value, kilograms, 0, 0);

    public bool IsEmpty => Value is null && Kilograms is null;

    public static Amount operator +(Amount a, Amount b) => new(
        Sum(a.Value, b.Value),
        Sum(a.Kilograms, b.Kilograms),
        a.ValueWithKilograms + b.ValueWithKilograms,
        a.KilogramsWithValue + b.KilogramsWithValue);

    /// <summary>Dollars per metric ton: sum of value over sum of tons; null when there are no tons to divide by.</summary>
    public double? UnitValue => KilogramsWithValue > 0 ? (double)(ValueWithKilograms * 1000m / KilogramsWithValue) : null;

    /// <summary>Share of the value that comes with a quantity, 0 to 1; null when no part has a quantity.</summary>
    public double? QuantityCoverage =>
        Kilograms is null ? null : Value is not { } value || value == ValueWithKilograms ? 1 : (double)((decimal)ValueWithKilograms / value);

    private static long? Sum(long? a, long? b) => a is null ? b : b is null ? a : a + b;
}
