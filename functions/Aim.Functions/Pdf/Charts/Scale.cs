using System.Globalization;

namespace Aim.Functions.Pdf.Charts;

/// <summary>An axis of values: round steps, and where a value stands.</summary>
internal sealed class Scale
{
    private readonly int _decimals;

    /// <param name="values">What it has to hold.</param>
    /// <param name="isFromZero">Begins at 0 even where no value is near it.</param>
    /// <param name="steps">About how many.</param>
    public Scale(IReadOnlyCollection<double> values, bool isFromZero, int steps)
    {
        var (low, high) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        if (isFromZero) (low, high) = (Math.Min(0, low), Math.Max(0, high));
        if (low == high) high = low + Math.Max(1, Math.Abs(low) / 10);

        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / steps)));
        var step = power * ((double[])[1, 2, 2.5, 5, 10]).First(s => s * power * steps >= (high - low) * 0.999);
        var (first, last) = ((int)Math.Floor((low / step) + 1e-9), (int)Math.Ceiling((high / step) - 1e-9));
        Ticks = [.. Enumerable.Range(first, last - first + 1).Select(n => n * step)];
        _decimals = Enumerable.Range(0, 9).First(d => Math.Abs((step * Math.Pow(10, d)) - Math.Round(step * Math.Pow(10, d))) < 1e-6);
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>0 at the lowest tick, 1 at the highest.</summary>
    public double Place(double value) => (value - Ticks[0]) / (Ticks[^1] - Ticks[0]);

    public string Label(double tick) => Figure(tick, _decimals);

    /// <summary>A number with commas and a true minus sign.</summary>
    public static string Figure(double value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '\u2212');
}
