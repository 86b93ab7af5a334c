using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Xunit;

namespace Aim.Storage.Tests;

/// <summary>
/// What this project uses of Azure.Storage.Blobs works in the version that a partial feed has, with the stand-in for its missing dependency.
/// </summary>
public sealed class BlobsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobContainerClient container = new(azurite.ConnectionString, AzuriteFixture.UniqueName());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);

    public async ValueTask DisposeAsync() => await container.DeleteIfExistsAsync();

    [Fact]
    public async Task A_stream_goes_up_in_blocks_and_comes_down_the_same()
    {
        var bytes = RandomNumberGenerator.GetBytes(9 * 1024 * 1024);
        var blob = container.GetBlobClient("large");
        await blob.UploadAsync(
            new MemoryStream(bytes),
            new BlobUploadOptions { TransferOptions = new() { InitialTransferSize = 1024 * 1024, MaximumTransferSize = 4 * 1024 * 1024 } },
            Cancellation);

        using var copy = new MemoryStream();
        await blob.DownloadToAsync(copy, Cancellation);

        Assert.True(bytes.AsSpan().SequenceEqual(copy.ToArray()));
    }

    [Fact]
    public async Task A_blob_written_as_a_stream_appears_when_it_is_closed_with_its_metadata()
    {
        var blob = container.GetBlockBlobClient("written");
        await using (var stream = await blob.OpenWriteAsync(
            overwrite: true,
            new BlockBlobOpenWriteOptions { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["rows"] = "7" }, BufferSize = 64 * 1024 },
            Cancellation))
        {
            for (var n = 0; n < 100; n++)
                await stream.WriteAsync(new byte[10_000], Cancellation);
        }

        var properties = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;

        Assert.Equal((1_000_000, "7"), (properties.ContentLength, properties.Metadata["rows"]));
        await using var reading = await blob.OpenReadAsync(cancellationToken: Cancellation);
        Assert.Equal(0, reading.ReadByte());
    }

    [Fact]
    public async Task Staged_blocks_are_no_blob_until_they_are_committed()
    {
        var blob = container.GetBlockBlobClient("blocks");
        string[] ids = [.. Enumerable.Range(0, 3).Select(n => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{n:D4}")))];
        foreach (var id in ids)
            await blob.StageBlockAsync(id, new MemoryStream(Encoding.ASCII.GetBytes(id)), cancellationToken: Cancellation);
        Assert.False(await blob.ExistsAsync(Cancellation));

        await blob.CommitBlockListAsync(ids, cancellationToken: Cancellation);

        Assert.Equal(string.Concat(ids), (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task Only_the_first_of_two_creations_passes()
    {
        var blob = container.GetBlobClient("once");
        var ifNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await blob.UploadAsync(new BinaryData("first"), ifNew, Cancellation);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(new BinaryData("second"), ifNew, Cancellation));

        Assert.Equal((409, BlobErrorCode.BlobAlreadyExists.ToString()), (refusal.Status, refusal.ErrorCode));
        Assert.Equal("first", (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task A_pointer_flips_only_from_the_version_that_was_read()
    {
        var blob = container.GetBlobClient("pointer");
        var first = (await blob.UploadAsync(new BinaryData("1"), Cancellation)).Value.ETag;
        BlobUploadOptions From(ETag version) => new() { Conditions = new BlobRequestConditions { IfMatch = version } };
        await blob.UploadAsync(new BinaryData("2"), From(first), Cancellation);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(new BinaryData("3"), From(first), Cancellation));

        Assert.Equal((412, BlobErrorCode.ConditionNotMet.ToString()), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_lease_keeps_others_out()
    {
        var blob = container.GetBlobClient("leased");
        await blob.UploadAsync(new BinaryData("1"), Cancellation);
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(15), cancellationToken: Cancellation);

        var second = await Assert.ThrowsAsync<RequestFailedException>(
            () => blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15), cancellationToken: Cancellation));
        var write = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(new BinaryData("2"), overwrite: true, Cancellation));
        await lease.ReleaseAsync(cancellationToken: Cancellation);
        await blob.UploadAsync(new BinaryData("3"), overwrite: true, Cancellation);

        Assert.Equal(("LeaseAlreadyPresent", "LeaseIdMissing"), (second.ErrorCode, write.ErrorCode));
    }

    [Fact]
    public async Task A_list_has_the_blobs_of_a_prefix_with_their_metadata()
    {
        foreach (var name in (string[])["raw/a/1", "raw/a/2", "raw/b/1", "other"])
        {
            await container.GetBlobClient(name).UploadAsync(
                new BinaryData(name),
                new BlobUploadOptions { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name.Replace('/', '-') } },
                Cancellation);
        }

        var listed = new List<(string, string)>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, prefix: "raw/a/", cancellationToken: Cancellation))
            listed.Add((blob.Name, blob.Metadata["name"]));

        Assert.Equal([("raw/a/1", "raw-a-1"), ("raw/a/2", "raw-a-2")], listed);
    }
}
