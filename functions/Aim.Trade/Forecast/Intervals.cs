using Aim.Trade.Accuracy;

namespace Aim.Trade.Forecast;

/// <summary>
/// Half-widths of prediction intervals, read off the errors of past forecasts without a guess of their distribution: at each month
/// ahead the quantile of their sizes. Symmetric, as a few dozen errors do not tell the two tails apart.
/// </summary>
internal sealed class Intervals(Trials trials, ForecastMethod method)
{
    /// <summary>With fewer errors their outer quantiles mean nothing.</summary>
    public const int MinErrors = 12;

    /// <summary>The half-width at each month ahead; null with too few errors at any of them.</summary>
    public double[]? Widths(double central, Func<int, bool> wanted)
    {
        var widths = new double[Forecaster.Horizon];
        for (var month = 0; month < widths.Length; month++)
        {
            var sizes = trials.Errors(method, month, wanted).Select(Math.Abs).Order().ToList();
            if (sizes.Count < MinErrors) return null;

            widths[month] = Quantile.Of(sizes, central);
        }

        return Rising(widths);
    }

    /// <summary>
    /// Holds every forecast against the interval of forecasts that share no month with it. Neighbours in time would flatter the
    /// coverage: their errors are nearly its own.
    /// </summary>
    public (int Checked, double? Coverage) Coverage(double central)
    {
        var (all, within) = (0, 0);
        for (var origin = 0; origin < trials.Origins; origin++)
        {
            var left = origin;
            if (Widths(central, other => Math.Abs(other - left) >= Forecaster.Horizon) is not { } widths) continue;

            for (var month = 0; month < widths.Length; month++)
            {
                var error = trials.Error(method, origin, month);
                if (double.IsNaN(error)) continue;

                all++;
                if (Math.Abs(error) <= widths[month]) within++;
            }
        }

        return (all, all == 0 ? null : (double)within / all);
    }

    /// <summary>The nearest sequence that never falls (pool adjacent violators): a month further away is not surer.</summary>
    private static double[] Rising(double[] widths)
    {
        var pools = new Stack<(double Mean, int Count)>();
        foreach (var width in widths)
        {
            var pool = (Mean: width, Count: 1);
            while (pools.TryPeek(out var before) && before.Mean > pool.Mean)
            {
                pools.Pop();
                var count = before.Count + pool.Count;
                pool = (((before.Mean * before.Count) + (pool.Mean * pool.Count)) / count, count);
            }

            pools.Push(pool);
        }

        return [.. pools.Reverse().SelectMany(p => Enumerable.Repeat(p.Mean, p.Count))];
    }
}
