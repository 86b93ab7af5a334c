namespace Aim.Trade.Forecast;

/// <summary>Forecasts made at past months, by each method, with their errors.</summary>
internal sealed class Trials
{
    public static readonly ForecastMethod[] Methods = Enum.GetValues<ForecastMethod>();

    /// <summary>By origin, method and months ahead: what came minus the forecast; NaN where nothing came.</summary>
    private readonly double[][][] _errors;
    private readonly double[] _scales;

    /// <param name="values">The whole series, NaN for gaps.</param>
    /// <param name="firstOrigin">Months known to the first forecast; the last one leaves a whole year to compare.</param>
    public Trials(double[] values, int firstOrigin)
    {
        var origins = Enumerable.Range(firstOrigin, values.Length - Forecaster.Horizon - firstOrigin + 1).ToArray();
        _scales = [.. origins.Select(known => SeasonalNaive.Scale(values.AsSpan(0, known)))];
        _errors =
        [
            .. origins.Select(known => Ahead(values.AsSpan(0, known))
                .Select(ahead => ahead.Select((value, month) => values[known + month] - value).ToArray()).ToArray()),
        ];
    }

    public int Origins => _errors.Length;

    /// <summary>The forecasts of every method, in the order of <see cref="Methods"/>.</summary>
    public static double[][] Ahead(ReadOnlySpan<double> known)
    {
        var naive = SeasonalNaive.Ahead(known);
        var damped = DampedHoltWinters.Fit(known).Ahead(known);
        return [naive, damped, [.. naive.Zip(damped, (a, b) => (a + b) / 2)]];
    }

    /// <summary>Errors at so many months ahead, of the origins that are wanted.</summary>
    public double[] Errors(ForecastMethod method, int month, Func<int, bool> wanted) =>
        [.. Enumerable.Range(0, Origins).Where(wanted).Select(o => _errors[o][(int)method][month]).Where(double.IsFinite)];

    public double Error(ForecastMethod method, int origin, int month) => _errors[origin][(int)method][month];

    public IReadOnlyList<MethodError> Summary()
    {
        var naive = MeanAbsolute(ForecastMethod.SeasonalNaive);
        return [.. Methods.Select(m => new MethodError(m, MeanAbsolute(m), Scaled(m), naive == 0 ? null : MeanAbsolute(m) / naive))];
    }

    private double MeanAbsolute(ForecastMethod method) => _errors.SelectMany(o => o[(int)method]).Where(double.IsFinite).Average(Math.Abs);

    private double? Scaled(ForecastMethod method)
    {
        var scaled = _errors.SelectMany((o, origin) => o[(int)method].Select(e => Math.Abs(e) / _scales[origin])).Where(double.IsFinite).ToList();
        return scaled.Count == 0 ? null : scaled.Average();
    }
}
