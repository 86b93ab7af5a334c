namespace Aim.Pipeline.Licenses;

/// <summary>Takes the good rows that <see cref="LicenseReader"/> reads, inactive ones included, in the order of the file.</summary>
public interface ILicenseSink
{
    void Add(in License license);
}
