namespace Aim.Trade.Accuracy;

internal static class Quantile
{
    /// <summary>
    /// The value below which the next observation falls with the given probability: place p (n + 1) among the sorted ones,
    /// interpolated, and the outermost one where that lies outside (Weibull).
    /// </summary>
    public static double Of(IReadOnlyList<double> sorted, double probability)
    {
        var place = Math.Clamp((probability * (sorted.Count + 1)) - 1, 0, sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
