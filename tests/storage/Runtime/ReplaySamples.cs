using System.Globalization;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Storage.Tests.Runtime;

/// <summary>A feed with something new on each day, two stages that follow from it, and a timer that always fails.</summary>
public sealed class ReplaySamples(Recorder recorder, TimeProvider clock, BlobContainerClient blobs)
{
    private string Today => clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Function("Broken")]
    public static void Break([TimerTrigger("0 0 6 1 1 *")] TimerInfo timer) => throw new InvalidOperationException($"{timer.IsPastDue}");

    [Function("Pull")]
    public async Task PullAsync([TimerTrigger("0 0 6 1 1 *")] TimerInfo timer, CancellationToken stop)
    {
        recorder.Add(timer.IsPastDue ? "present" : $"pull {Today}");
        var blob = blobs.GetBlobClient($"in/{Today}");
        if (!timer.IsPastDue && !await blob.ExistsAsync(stop))
            await blob.UploadAsync(new BinaryData("x"), stop);
    }

    [Function("React")]
    public async Task ReactAsync([BlobTrigger("%Container%/in/{name}")] BlobClient blob, string name, CancellationToken stop)
    {
        await recorder.BlobAsync($"react {name} on {Today} at {clock.GetUtcNow():HH:mm:ss}", stop);
        await blobs.GetBlobClient($"out/{name}").UploadAsync(new BinaryData(blob.Name), overwrite: true, stop);
    }

    [Function("Follow")]
    public void Follow([BlobTrigger("%Container%/out/{name}")] string blob) => recorder.Add($"follow {blob} on {Today}");
}
