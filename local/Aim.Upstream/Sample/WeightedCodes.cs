using System.Globalization;

namespace Aim.Upstream.Sample;

/// <summary>Codes to choose from, written <c>CA:98 IS:2</c>; the weights are parts of a hundred.</summary>
internal sealed class WeightedCodes(IReadOnlyList<(string Code, double Weight)> codes)
{
    public static WeightedCodes Parse(string text) => new(
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split(':'))
            .Select(p => (p[0], double.Parse(p[1], CultureInfo.InvariantCulture))),
    ]);

    /// <summary>The code on which a draw in [0, 1) falls; null when there is none to choose.</summary>
    public string? Pick(double draw)
    {
        foreach (var (code, weight) in codes)
        {
            draw -= weight / 100;
            if (draw < 0) return code;
        }

        return codes.Count > 0 ? codes[^1].Code : null;
    }
}
