using Microsoft.Extensions.Configuration;

namespace Aim.Local.Runtime;

/// <summary>What the runtime reads of host.json, with the host's own defaults and its own way to override it.</summary>
internal sealed record HostJson(string RoutePrefix, int BlobParallelism, int BlobTries, IConfigurationSection Logging)
{
    public static HostJson Read(string directory)
    {
        var file = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(directory, "host.json"), optional: true)
            .AddEnvironmentVariables("AzureFunctionsJobHost__")
            .Build();
        var blobs = file.GetSection("extensions:blobs");
        return new(
            file["extensions:http:routePrefix"] ?? "api",
            blobs.GetValue("maxDegreeOfParallelism", 4),
            blobs.GetValue("poisonBlobThreshold", 5),
            file.GetSection("logging"));
    }
}
