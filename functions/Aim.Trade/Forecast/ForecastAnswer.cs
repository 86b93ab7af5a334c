namespace Aim.Trade.Forecast;

/// <summary>A forecast, or why there is none.</summary>
/// <param name="Forecast">Null when the history does not carry one.</param>
/// <param name="Reason">A sentence, when there is none.</param>
public sealed record ForecastAnswer(SeriesForecast? Forecast, string? Reason);

/// <summary>The twelve months after the last known one.</summary>
/// <param name="Method">The method with the least error in the back-test.</param>
/// <param name="Months">In order, in the unit of the series.</param>
/// <param name="BackTest">What the choice and the intervals rest on.</param>
public sealed record SeriesForecast(ForecastMethod Method, IReadOnlyList<ForecastMonth> Months, BackTest BackTest);

/// <summary>One month ahead, in the unit of the series.</summary>
/// <param name="Month">The month.</param>
/// <param name="Value">The forecast.</param>
/// <param name="Low80">Lower end of the interval that holds four of five months.</param>
/// <param name="High80">Its upper end.</param>
/// <param name="Low95">Lower end of the interval that holds nineteen of twenty months.</param>
/// <param name="High95">Its upper end.</param>
public sealed record ForecastMonth(Month Month, double Value, double Low80, double High80, double Low95, double High95);

/// <summary>How forecasts made in the past, knowing only the months until then, compared with what came.</summary>
/// <param name="Origins">Past months from which a year was forecast.</param>
/// <param name="FirstOrigin">The last month known to the first of those forecasts.</param>
/// <param name="LastOrigin">The last month known to the last of them.</param>
/// <param name="Methods">Errors of every method over the same months.</param>
/// <param name="Checked">
/// Forecast months that were held against an interval made from forecasts of other years; 0 with fewer than two years of origins.
/// </param>
/// <param name="Coverage80">Share of them within the interval of 80 %; null when none was checked.</param>
/// <param name="Coverage95">Share of them within the interval of 95 %.</param>
public sealed record BackTest(
    int Origins, Month FirstOrigin, Month LastOrigin, IReadOnlyList<MethodError> Methods, int Checked, double? Coverage80, double? Coverage95);

/// <summary>The error of one method over all months of the back-test.</summary>
/// <param name="Method">The method.</param>
/// <param name="MeanAbsolute">Mean absolute error, in the unit of the series.</param>
/// <param name="Scaled">
/// Mean absolute scaled error (MASE): each error over the mean absolute year-on-year change known at its origin. Null when there was no change.
/// </param>
/// <param name="RelativeToNaive">Its mean absolute error over that of the seasonal naive; null when that is 0.</param>
public sealed record MethodError(ForecastMethod Method, double MeanAbsolute, double? Scaled, double? RelativeToNaive);
