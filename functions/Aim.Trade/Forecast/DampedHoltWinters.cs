namespace Aim.Trade.Forecast;

/// <summary>
/// Holt-Winters' additive method with a damped trend, ETS(A,Ad,A) in its error-correction form: R. J. Hyndman and
/// G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., sections 8.3 and 8.5; the damping is that of E. S. Gardner and
/// E. McKenzie, Management Science 31 (1985). A month without a value has no error: the states move on as they were forecast.
/// </summary>
/// <param name="Alpha">Share of an error that the level takes up.</param>
/// <param name="Beta">Share of it that the trend takes up.</param>
/// <param name="Gamma">Share of it that the calendar month takes up.</param>
/// <param name="Phi">What is left of the trend after each month.</param>
internal sealed record DampedHoltWinters(double Alpha, double Beta, double Gamma, double Phi)
{
    /// <summary>The start is read from the first years only, so that it knows nothing of the months to be forecast.</summary>
    private const int StartMonths = 3 * Forecaster.Season;

    /// <summary>
    /// A grid instead of a search: the sum of squares is flat near its least, and a grid has no start, no tolerance and no luck. Its
    /// bounds are those of section 8.7.
    /// </summary>
    private static readonly DampedHoltWinters[] Grid =
    [
        .. from alpha in (double[])[0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9]
           from betaStar in (double[])[0.0, 0.05, 0.1, 0.2, 0.4]
           from gamma in (double[])[0.0, 0.05, 0.1, 0.2, 0.4]
           where gamma <= 1 - alpha
           from phi in (double[])[0.8, 0.9, 0.95, 0.98]
           select new DampedHoltWinters(alpha, alpha * betaStar, gamma, phi),
    ];

    /// <summary>The parameters with the least sum of squared one-month errors.</summary>
    public static DampedHoltWinters Fit(ReadOnlySpan<double> known)
    {
        var start = Start(known);
        var (best, least) = (Grid[0], double.PositiveInfinity);
        Span<double> season = stackalloc double[Forecaster.Season];
        foreach (var candidate in Grid)
        {
            var squares = candidate.Run(known, start, season, least).Squares;
            if (squares < least) (best, least) = (candidate, squares);
        }

        return best;
    }

    /// <summary>The months after the known ones.</summary>
    public double[] Ahead(ReadOnlySpan<double> known)
    {
        Span<double> season = stackalloc double[Forecaster.Season];
        var (level, trend, _) = Run(known, Start(known), season, double.PositiveInfinity);
        var ahead = new double[Forecaster.Horizon];
        for (var month = 0; month < ahead.Length; month++)
        {
            trend *= Phi;
            level += trend;
            ahead[month] = level + season[(known.Length + month) % Forecaster.Season];
        }

        return ahead;
    }

    /// <summary>The states as if before the first month: level, trend for a month, and calendar months around a mean of 0.</summary>
    private static (double Level, double Trend, double[] Season) Start(ReadOnlySpan<double> known)
    {
        var first = known[..Math.Min(known.Length, StartMonths)];
        var (rise, pairs) = (0.0, 0);
        for (var at = Forecaster.Season; at < first.Length; at++)
        {
            var change = first[at] - first[at - Forecaster.Season];
            if (double.IsNaN(change)) continue;

            rise += change;
            pairs++;
        }

        var trend = pairs == 0 ? 0 : rise / pairs / Forecaster.Season;
        var season = new double[Forecaster.Season];
        for (var month = 0; month < season.Length; month++)
        {
            var (sum, count) = (0.0, 0);
            for (var at = month; at < first.Length; at += Forecaster.Season)
            {
                if (double.IsNaN(first[at])) continue;

                sum += first[at] - (trend * (at + 1));
                count++;
            }

            season[month] = sum / count;
        }

        var level = season.Average();
        return (level, trend, [.. season.Select(s => s - level)]);
    }

    /// <summary>The states after the last known month; gives up once the squares exceed the limit.</summary>
    /// <param name="season">Where the states of the calendar months go.</param>
    private (double Level, double Trend, double Squares) Run(
        ReadOnlySpan<double> known, (double Level, double Trend, double[] Season) start, Span<double> season, double limit)
    {
        var (level, trend, squares) = (start.Level, start.Trend, 0.0);
        start.Season.CopyTo(season);
        for (int at = 0, month = 0; at < known.Length && squares <= limit; at++, month = (month + 1) % Forecaster.Season)
        {
            trend *= Phi;
            level += trend;
            var error = known[at] - level - season[month];
            if (double.IsNaN(error)) continue;

            level += Alpha * error;
            trend += Beta * error;
            season[month] += Gamma * error;
            squares += error * error;
        }

        return (level, trend, squares);
    }
}
