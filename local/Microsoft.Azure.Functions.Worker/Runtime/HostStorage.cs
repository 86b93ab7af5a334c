using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;

namespace Aim.Local.Runtime;

/// <summary>The host's own container, where it keeps what it must know after a restart.</summary>
internal sealed class HostStorage(IConfiguration configuration, string applicationName)
{
    public const string DefaultConnection = "AzureWebJobsStorage";

    /// <summary>Keeps apps that share an account apart.</summary>
    public string HostId { get; } = configuration["AzureFunctionsWebHost:hostid"] ?? applicationName.ToLowerInvariant();

    public BlobContainerClient Hosts { get; } = Service(configuration, DefaultConnection).GetBlobContainerClient("azure-webjobs-hosts");

    /// <exception cref="InvalidOperationException">The setting is not there.</exception>
    public static BlobServiceClient Service(IConfiguration configuration, string connection) => new(
        configuration[connection]
        ?? throw new InvalidOperationException($"The setting '{connection}', a storage connection, is not there."));

    /// <summary>Default when the blob is not there.</summary>
    public async Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await Hosts.GetBlobClient(path).DownloadContentAsync(cancellationToken);
            return blob.Content.ToObjectFromJson<T>();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return default;
        }
    }

    public Task WriteAsync<T>(string path, T value, CancellationToken cancellationToken) =>
        Hosts.GetBlobClient(path).UploadAsync(BinaryData.FromObjectAsJson(value), overwrite: true, cancellationToken);
}
