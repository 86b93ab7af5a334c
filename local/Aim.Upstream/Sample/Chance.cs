namespace Aim.Upstream.Sample;

/// <summary>
/// Numbers that look drawn by chance and are always the same for the same things: the sample has no state, so a month
/// does not depend on what was asked before. Only basic arithmetic is used, which gives the same bits on every machine.
/// </summary>
internal static class Chance
{
    /// <summary>Evenly spread in [0, 1).</summary>
    public static double Even(string salt, long a, long b = 0, long c = 0)
    {
        ulong x = 2166136261;
        foreach (var letter in salt) x = (x ^ letter) * 1099511628211;
        x = Mix(Mix(Mix(x + (ulong)a) + (ulong)b) + (ulong)c);
        return (x >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Spread like a bell around 1, within <paramref name="spread"/> on either side.</summary>
    public static double Around(double spread, string salt, long a, long b = 0, long c = 0)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++) sum += Even(salt, a, b, (c * 4) + i);
        return 1 + (spread * ((sum / 2) - 1));
    }

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
