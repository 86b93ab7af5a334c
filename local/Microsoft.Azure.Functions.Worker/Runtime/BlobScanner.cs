using Azure;
using Azure.Storage.Blobs;

namespace Aim.Local.Runtime;

/// <summary>Finds new and changed blobs of one container for all functions that watch it.</summary>
internal sealed class BlobScanner(
    BlobContainerClient container, IReadOnlyList<BlobFunction> functions, ReceiptLog receipts, BlobQueue queue)
{
    private readonly Dictionary<string, ETag> _seen = new(StringComparer.Ordinal);
    private readonly string _prefix = CommonPrefix(functions);

    /// <summary>Lists the whole container, so that nothing is missed, and queues what is new.</summary>
    /// <returns>How many events were queued.</returns>
    public async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        var found = 0;
        try
        {
            await foreach (var blob in container.GetBlobsAsync(prefix: _prefix, cancellationToken: cancellationToken))
            {
                var etag = blob.Properties.ETag.GetValueOrDefault();
                if (_seen.TryGetValue(blob.Name, out var seen) && seen == etag)
                    continue;
                found += Queue(blob.Name, etag);
                _seen[blob.Name] = etag;
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // The container comes with the first blob.
        }

        return found;
    }

    private int Queue(string name, ETag etag)
    {
        var found = 0;
        foreach (var function in functions)
        {
            if (function.Pattern.Match(name) is not { } data)
                continue;
            var blob = new BlobEvent(function, container, name, etag, data);
            if (receipts.Has(blob.Receipt, etag))
                continue;
            data["blobTrigger"] = blob.Receipt.Path;
            queue.Add(blob);
            found++;
        }

        return found;
    }

    private static string CommonPrefix(IEnumerable<BlobFunction> functions) => functions
        .Select(function => function.Pattern.Prefix)
        .Aggregate((one, other) => one[..one.AsSpan().CommonPrefixLength(other)]);
}
