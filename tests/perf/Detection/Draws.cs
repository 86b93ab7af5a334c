namespace Aim.Bench.Detection;

/// <summary>Chance, the same for the same seed.</summary>
internal sealed class Draws(int seed)
{
    private readonly Random random = new(seed);

    public double Even(double least, double most) => least + ((most - least) * random.NextDouble());

    public double Normal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Spread by Laplace's law: most are small, and far ones are not rare.</summary>
    public double Wild(double deviation)
    {
        var even = Even(-0.5, 0.5);
        return -Math.Sign(even) * deviation / Math.Sqrt(2) * Math.Log(1 - (2 * Math.Abs(even)));
    }

    public string Pick((string Country, double Weight)[] weighted)
    {
        var left = Even(0, weighted.Sum(w => w.Weight));
        return weighted.First(w => (left -= w.Weight) <= 0 || w == weighted[^1]).Country;
    }

    /// <summary>How long before the import a licence is filed; a few are late.</summary>
    public int DaysAhead() => Even(0, 1) switch { < 0.25 => (int)Even(20, 61), > 0.96 => -(int)Even(1, 29), _ => (int)Even(0, 21) };
}
