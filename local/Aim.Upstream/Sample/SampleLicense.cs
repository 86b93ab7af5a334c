namespace Aim.Upstream.Sample;

/// <summary>A licence of the sample.</summary>
/// <param name="Issued">The day from which snapshots have it.</param>
/// <param name="Details">The columns after its status, as they stand in every snapshot.</param>
/// <param name="Fate">What becomes of it: <c>active</c> for most.</param>
/// <param name="FateDay">The day from which its status is its fate.</param>
internal sealed record SampleLicense(DateOnly Issued, string Details, string Fate, DateOnly FateDay)
{
    public string StatusOn(DateOnly day) => day >= FateDay ? Fate : "active";
}
