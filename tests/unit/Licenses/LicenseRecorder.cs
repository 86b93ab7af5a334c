using Aim.Pipeline.Licenses;

namespace Aim.Tests.Licenses;

internal sealed class LicenseRecorder : ILicenseSink
{
    public List<License> Licenses { get; } = [];

    public LicenseCounts Counts { get; set; } = new();

    public void Add(in License license) => Licenses.Add(license);
}
