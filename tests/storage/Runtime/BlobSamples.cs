using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Storage.Tests.Runtime;

public sealed class FeedSample(Recorder recorder)
{
    [Function("Feed")]
    public async Task RunAsync(
        [BlobTrigger("%Container%/feed/{period}/{name}")] Stream blob, string period, string name, CancellationToken stop)
    {
        using var reader = new StreamReader(blob);
        await recorder.BlobAsync($"{period} {name} {await reader.ReadToEndAsync(stop)}", stop);
    }
}

public sealed class BindingSamples(Recorder recorder)
{
    [Function("AsText")]
    public void AsText([BlobTrigger("%Container%/all/{name}")] string blob, string name) => recorder.Add($"text {name} {blob}");

    [Function("AsBytes")]
    public void AsBytes([BlobTrigger("%Container%/all/{name}")] byte[] blob) => recorder.Add($"bytes {blob.Length}");

    [Function("AsClient")]
    public void AsClient(
        [BlobTrigger("%Container%/all/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string blobTrigger) =>
        recorder.Add($"client {blob.Name} {string.Equals(blobTrigger, $"{blob.BlobContainerName}/{blob.Name}", StringComparison.Ordinal)}");

    [Function("AsContainer")]
    public void AsContainer([BlobTrigger("%Container%/all/{number}")] BlobContainerClient blobs, int number) =>
        recorder.Add($"container {blobs.Name.Length > 0} {number}");
}
