namespace Aim.Trade.Forecast;

/// <summary>
/// Forecasts a monthly series by the method that did best when the past was forecast from its own past. The seasonal naive is one
/// of them, so that nothing worse than it is ever published. The same series always gives the same answer.
/// </summary>
public static class Forecaster
{
    /// <summary>Months ahead.</summary>
    public const int Horizon = 12;

    internal const int Season = 12;

    /// <summary>Months that the first forecast of the back-test knows.</summary>
    private const int MinKnown = 36;

    /// <summary>Older forecasts say little of today's errors; five years hold each calendar month as often.</summary>
    private const int MaxOrigins = 60;

    /// <summary>Forecasts the twelve months after the last value.</summary>
    /// <param name="first">The month of the first value.</param>
    /// <param name="values">
    /// One for each month, in one unit; null is a month without a value. Nulls at either end are cut off. Those within are not
    /// filled: methods pass over them and nothing is compared with them. A series without values below 0 gets no forecast below 0.
    /// </param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ForecastAnswer Of(Month first, IReadOnlyList<double?> values)
    {
        if (values.Any(v => v is { } value && !double.IsFinite(value))) throw new ArgumentException("A value is not finite.", nameof(values));

        var lead = values.TakeWhile(v => v is null).Count();
        var known = values.Skip(lead).Select(v => v ?? double.NaN).Reverse().SkipWhile(double.IsNaN).Reverse().ToArray();
        if (known.Length < MinKnown + Horizon + Intervals.MinErrors - 1)
            return None($"{known.Length} months are too few: {MinKnown + Horizon + Intervals.MinErrors - 1} are needed to test a forecast.");

        if (Enumerable.Range(0, Season).Any(month => Enumerable.Range(0, MinKnown / Season).All(year => double.IsNaN(known[month + (Season * year)]))))
            return None("A calendar month has no value in the first three years.");

        var firstOrigin = Math.Max(MinKnown, known.Length - Horizon - MaxOrigins + 1);
        var trials = new Trials(known, firstOrigin);
        var errors = trials.Summary();
        var method = errors.MinBy(e => e.MeanAbsolute)!.Method;
        var intervals = new Intervals(trials, method);
        if (intervals.Widths(0.8, _ => true) is not { } widths80 || intervals.Widths(0.95, _ => true) is not { } widths95)
            return None($"Too few months of the back-test have a value: {Intervals.MinErrors} are needed at each distance.");

        var (all, coverage80) = intervals.Coverage(0.8);
        var (_, coverage95) = intervals.Coverage(0.95);
        var start = first + lead;
        var backTest = new BackTest(
            trials.Origins, start + (firstOrigin - 1), start + (known.Length - Horizon - 1), errors, all, coverage80, coverage95);
        var floor = known.Any(v => v < 0) ? double.NegativeInfinity : 0;
        var months = Trials.Ahead(known)[(int)method].Select((value, month) => new ForecastMonth(
            start + (known.Length + month),
            Math.Max(floor, value),
            Math.Max(floor, value - widths80[month]),
            Math.Max(floor, value + widths80[month]),
            Math.Max(floor, value - widths95[month]),
            Math.Max(floor, value + widths95[month])));
        return new(new SeriesForecast(method, [.. months], backTest), null);
    }

    private static ForecastAnswer None(string reason) => new(null, reason);
}
