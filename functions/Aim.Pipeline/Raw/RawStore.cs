using System.Globalization;
using System.IO.Compression;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;

namespace Aim.Pipeline.Raw;

/// <summary>The answers of upstreams, compressed, immutable. Nothing here is ever overwritten.</summary>
public sealed class RawStore(AimStorage storage)
{
    /// <summary>Blocks of this size, one at a time, keep the memory of an upload small whatever its length.</summary>
    private static readonly StorageTransferOptions Transfer = new()
    {
        InitialTransferSize = 4 << 20,
        MaximumTransferSize = 4 << 20,
        MaximumConcurrency = 1,
    };

    /// <summary>All answers of a feed, by sequence, each once.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="units">Only of units whose names begin so.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async Task<List<RawBlob>> ListAsync(string feed, string units, CancellationToken cancellationToken)
    {
        var blobs = new List<RawBlob>();
        try
        {
            await foreach (var item in storage.Raw.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{feed}/{units}", cancellationToken))
            {
                if (RawBlob.TryParse(item.Name) is { } blob) blobs.Add(blob);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing has been stored yet.
        }

        blobs.Sort((a, b) => a.Sequence != b.Sequence ? a.Sequence.CompareTo(b.Sequence) : string.CompareOrdinal(a.Name, b.Name));

        // One who lost the feed amid a pull, and the one who took it, may have stored the same under one number: it is what was received first.
        return [.. blobs.DistinctBy(b => (b.Sequence, b.Unit, b.Hash))];
    }

    /// <summary>Stores an answer. Storing the same one again, as after a lost acknowledgement, changes nothing.</summary>
    /// <param name="blob">What the answer is.</param>
    /// <param name="body">The answer, uncompressed.</param>
    /// <param name="origin">Where it came from, without any key.</param>
    /// <param name="cancellationToken">Ends the upload; nothing is then visible.</param>
    public async Task PutAsync(RawBlob blob, Spool body, Uri origin, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            TransferOptions = Transfer,
            HttpHeaders = new BlobHttpHeaders { ContentType = ContentTypeOf(blob.Format), ContentEncoding = "gzip" },
            Metadata = new Dictionary<string, string>
            {
                ["origin"] = Uri.EscapeDataString(origin.ToString()),
                ["rows"] = blob.Rows.ToString(CultureInfo.InvariantCulture),
                ["received"] = blob.Received.ToString("O", CultureInfo.InvariantCulture),
                ["sha256"] = blob.Hash,
            },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };

        // Compressed before the upload begins: whatever ends an upload early, no part of an answer can be taken for the whole.
        await using var compressed = new Spool();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await body.Rewind().CopyToAsync(gzip, cancellationToken);
        }

        try
        {
            await storage.Raw.GetBlobClient(blob.Name).UploadAsync(compressed.Rewind(), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // The name holds the hash: what stands there is this answer.
        }
    }

    /// <summary>An answer, uncompressed, as a stream that is never whole in memory.</summary>
    /// <exception cref="RequestFailedException">404 when the blob is gone.</exception>
    public async Task<Stream> OpenAsync(RawBlob blob, CancellationToken cancellationToken)
    {
        var source = await storage.Raw.GetBlobClient(blob.Name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = 4 << 20 }, cancellationToken);
        return new GZipStream(source, CompressionMode.Decompress);
    }

    private static string ContentTypeOf(string format) => format switch
    {
        "csv" => "text/csv",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json",
    };
}
