namespace Aim.Trade.Forecast;

/// <summary>The methods in the order in which they win when their errors are equal.</summary>
public enum ForecastMethod
{
    /// <summary>The newest value of the same calendar month.</summary>
    SeasonalNaive,

    /// <summary>Holt-Winters' additive method with a damped trend.</summary>
    DampedHoltWinters,

    /// <summary>The mean of the other two.</summary>
    Combination,
}
