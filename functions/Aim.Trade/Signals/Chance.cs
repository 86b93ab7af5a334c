namespace Aim.Trade.Signals;

/// <summary>Probabilities of counts.</summary>
internal static class Chance
{
    /// <summary>The probability that at least <paramref name="hits"/> of <paramref name="draws"/> are hits when each is one with probability <paramref name="p"/>, 0 to 1 exclusive.</summary>
    public static double AtLeast(long hits, long draws, double p)
    {
        if (hits <= 0) return 1;

        // The first term by its logarithm, because a binomial coefficient of thousands of licences is no double; the others from it.
        var logarithm = (hits * Math.Log(p)) + ((draws - hits) * Math.Log(1 - p));
        for (var i = 1L; i <= hits; i++) logarithm += Math.Log((double)(draws - hits + i) / i);
        var term = Math.Exp(logarithm);
        var sum = term;
        for (var k = hits + 1; k <= draws; k++) sum += term *= (draws - k + 1.0) / k * p / (1 - p);
        return Math.Min(1, sum);
    }

    /// <summary>
    /// How many times as much the parts of a whole differ between neighbouring months as they would if every licence were drawn by itself;
    /// at least 1. Importers file several licences for the metal of one smelter: so many licences tell as much as one. It is the mean of the
    /// chi-squared statistics over their degrees of freedom. Neighbours are compared so that a slow change does not count.
    /// </summary>
    /// <param name="whole">The licences of the whole by month.</param>
    /// <param name="parts">Those of each part.</param>
    /// <param name="months">Of the baseline, in order.</param>
    public static double Dispersion(FlowSeries whole, IEnumerable<FlowSeries> parts, IEnumerable<Month> months)
    {
        var (statistic, freedom) = (0.0, 0);
        var filled = months.Where(m => whole[m].Licenses > 0).ToList();
        foreach (var (one, other) in filled.Zip(filled.Skip(1)))
        {
            double n1 = whole[one].Licenses, n2 = whole[other].Licenses;
            var counts = parts.Select(p => (K1: p[one].Licenses, K2: p[other].Licenses)).Where(k => k.K1 + k.K2 > 0).ToList();
            // The mean of the statistic is N / (N - 1) for each degree, which matters where months have few licences.
            statistic += counts.Sum(k => Math.Pow((k.K1 * n2) - (k.K2 * n1), 2) / (n1 * n2 * (k.K1 + k.K2))) * (n1 + n2 - 1) / (n1 + n2);
            freedom += counts.Count - 1;
        }

        return freedom == 0 ? 1 : Math.Max(1, statistic / freedom);
    }
}
