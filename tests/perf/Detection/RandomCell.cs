namespace Aim.Bench.Detection;

/// <summary>What one origin sends of one code in an ordinary month.</summary>
/// <param name="Tons">A month.</param>
/// <param name="Price">U.S. dollars per ton.</param>
/// <param name="Phase">When in the year its season is.</param>
internal sealed record RandomCell(string Origin, string Hts10, string Product, double Tons, double Price, double Phase)
{
    /// <summary>Small trades swing more: the standard deviation of a month's logarithm, of what is new in it.</summary>
    public double Swing => Tons switch { > 2000 => 0.12, > 200 => 0.28, _ => 0.6 };
}
