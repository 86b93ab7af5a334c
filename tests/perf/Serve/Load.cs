namespace Aim.Bench.Serve;

/// <summary>What a server did under load.</summary>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="P99">Milliseconds within which 99 of 100 were answered.</param>
internal sealed record Load(double PerSecond, double P99)
{
    /// <summary>Each figure's median.</summary>
    public static Load Median(IReadOnlyCollection<Load> rounds) => new(Middle(rounds.Select(r => r.PerSecond)), Middle(rounds.Select(r => r.P99)));

    private static double Middle(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
