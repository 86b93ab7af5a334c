using System.Security.Cryptography;
using System.Text;

namespace Aim.Cli;

/// <summary>Where a run gets its data from.</summary>
/// <param name="StateName">The name of its state directory.</param>
/// <param name="DataDirectory">The recorded files, as a full path; null for the sample and the real services.</param>
/// <param name="Live">The real services.</param>
internal sealed record UpstreamChoice(string StateName, string? DataDirectory, bool Live)
{
    private static readonly string[] Keys = ["CENSUS_API_KEY", "COMTRADE_API_KEY", "BLS_API_KEY"];

    public bool Sample => DataDirectory is null && !Live;

    public string Description =>
        Live ? "the real services" : DataDirectory is null ? "sample data (synthetic)" : $"the files of {DataDirectory}";

    /// <param name="dataDirectory">What the user gave with --data, which comes before the keys.</param>
    /// <param name="setting">Reads an environment variable.</param>
    public static UpstreamChoice Make(string? dataDirectory, Func<string, string?> setting)
    {
        if (dataDirectory is not null)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            return new UpstreamChoice($"data-{hash[..8]}", path, Live: false);
        }

        return Keys.All(key => !string.IsNullOrEmpty(setting(key)))
            ? new UpstreamChoice("live", null, Live: true)
            : new UpstreamChoice("sample", null, Live: false);
    }
}
