namespace Aim.Pipeline.Licenses;

/// <summary>The file is not a snapshot of licences; nothing of it may be used. The message is for the person who sent it.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="counts">What became of the rows, when there are some and too many of them were refused.</param>
public sealed class LicenseFormatException(string message, LicenseCounts? counts = null) : FormatException(message)
{
    public LicenseCounts? Counts { get; } = counts;
}
