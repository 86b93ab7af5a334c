namespace Aim.Trade.Forecast;

/// <summary>Each month comes out as it last did: the newest value of the same calendar month. What every other method has to beat.</summary>
internal static class SeasonalNaive
{
    /// <summary>The months after the known ones; NaN for a calendar month that never had a value.</summary>
    public static double[] Ahead(ReadOnlySpan<double> known)
    {
        var ahead = new double[Forecaster.Horizon];
        for (var month = 0; month < ahead.Length; month++)
        {
            var at = known.Length + month - Forecaster.Season;
            while (at >= 0 && double.IsNaN(known[at])) at -= Forecaster.Season;
            ahead[month] = at < 0 ? double.NaN : known[at];
        }

        return ahead;
    }

    /// <summary>Mean absolute error of one year ahead within the known months, the scale of MASE; NaN without two values a year apart.</summary>
    public static double Scale(ReadOnlySpan<double> known)
    {
        var (sum, pairs) = (0.0, 0);
        for (var at = Forecaster.Season; at < known.Length; at++)
        {
            var change = Math.Abs(known[at] - known[at - Forecaster.Season]);
            if (double.IsNaN(change)) continue;

            sum += change;
            pairs++;
        }

        return sum / pairs;
    }
}
