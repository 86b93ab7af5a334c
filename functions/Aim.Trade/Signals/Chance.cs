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
}
