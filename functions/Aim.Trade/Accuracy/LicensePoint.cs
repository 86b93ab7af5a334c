namespace Aim.Trade.Accuracy;

/// <summary>What the licences of a month came to in one snapshot, beside what the Census found.</summary>
/// <param name="Month">The month.</param>
/// <param name="Week">Whole weeks from its last day to the day of the snapshot; negative before it.</param>
/// <param name="Product">A product group, or empty for all of them.</param>
/// <param name="LicenseKg">Kilograms of the active licences; null where they may not be told.</param>
/// <param name="CensusKg">Kilograms of the Census; null while it has not published the month.</param>
public sealed record LicensePoint(Month Month, int Week, string Product, long? LicenseKg, long? CensusKg)
{
    /// <summary>Census over licences; null where either is missing or there are no licences.</summary>
    public double? Ratio => CensusKg is { } census && LicenseKg is > 0 and { } announced ? (double)census / announced : null;

    /// <summary>Census over licences minus 1: above 0 where licences told too little.</summary>
    public double? Error => CensusKg is { } census && LicenseKg is > 0 and { } announced ? (double)(((decimal)census / announced) - 1) : null;
}
