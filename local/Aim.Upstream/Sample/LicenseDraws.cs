namespace Aim.Upstream.Sample;

/// <summary>The chances of one licence: those of its cell and its number there.</summary>
internal readonly record struct LicenseDraws(long Code, long Country, long Number)
{
    /// <summary>Evenly spread in [0, 1).</summary>
    public double Even(string salt) => Chance.Even(salt, Code, Country, Number);

    /// <summary>Spread like a bell around 1.</summary>
    public double Around(double spread, string salt) => Chance.Around(spread, salt, Code, Country, Number);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Whole(int least, int most, string salt) => least + (int)(Even(salt) * (most - least + 1));
}
