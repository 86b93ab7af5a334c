using Aim.Pipeline.Storage;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Aim.Pipeline.Serving;

/// <summary>Container <c>files</c>: what is made of published data to be taken away whole. Each can be made again from the data.</summary>
public sealed class FileStore(AimStorage storage)
{
    /// <summary>After so many days a file is forgotten, and made anew when it is asked for.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    /// <returns>The file and its length; null when it is not there.</returns>
    public async Task<(Stream Body, long Length)?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var file = await storage.Files.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken);
            return (file.Value.Content, file.Value.Details.ContentLength);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) => await storage.Files.GetBlobClient(name).ExistsAsync(cancellationToken);

    /// <summary>Keeps a file. Its name tells its content: one that is there already is the same.</summary>
    public async Task PutAsync(string name, Spool body, string contentType, CancellationToken cancellationToken)
    {
        await storage.EnsureCreatedAsync();
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await storage.Files.GetBlobClient(name).UploadAsync(body.Rewind(), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another process was faster.
        }
    }

    /// <summary>Deletes what is old.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var file in storage.Files.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                if (DateTimeOffset.UtcNow - file.Properties.LastModified > Age) await storage.Files.DeleteBlobIfExistsAsync(file.Name, cancellationToken: cancellationToken);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No file has been made yet.
        }
    }
}
