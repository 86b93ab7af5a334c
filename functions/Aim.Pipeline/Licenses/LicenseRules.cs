namespace Aim.Pipeline.Licenses;

/// <summary>What changes by decree or by experience.</summary>
/// <param name="IsKnownHts">Says of a ten-digit HTS number whether it is in the code list; others are kept and flagged.</param>
public sealed record LicenseRules(Func<long, bool> IsKnownHts)
{
    /// <summary>More kilograms than this on one licence is a mistake.</summary>
    public const long MaxKilograms = 1_000_000_000;

    /// <summary>More dollars than this on one licence is a mistake.</summary>
    public const long MaxDollars = 1_000_000_000_000;

    /// <summary>The first expected import date for which a smelter may not be unknown.</summary>
    public DateOnly UnknownSmeltRefusedFrom { get; init; } = new(2022, 6, 29);

    /// <summary>A lower unit value, in dollars per metric ton, is flagged.</summary>
    public int LeastDollarsPerTon { get; init; } = 300;

    /// <summary>A higher unit value, in dollars per metric ton, is flagged.</summary>
    public int MostDollarsPerTon { get; init; } = 60_000;

    /// <summary>The days that a licence is valid: an earlier issue is flagged.</summary>
    public int ValidDays { get; init; } = 75;

    /// <summary>A licence may follow the arrival; one that follows it by more days is flagged.</summary>
    public int LateDays { get; init; } = 60;

    /// <summary>A file with a larger share of refused rows is not a snapshot.</summary>
    public double MaxRefusedShare { get; init; } = 0.05;
}
