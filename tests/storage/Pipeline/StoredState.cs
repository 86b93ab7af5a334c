using System.Globalization;
using System.Text;
using Aim.Pipeline.Storage;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>What stands in storage, as text that two tests or two moments can compare.</summary>
internal static class StoredState
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>All that a reader's answer follows from, byte for byte: series, publications and quality, without claims and times of writing.</summary>
    public static async Task<string> PublishedAsync(AimStorage storage) =>
        await TextAsync([storage.Series, storage.Publications, storage.Quality], withClaims: false);

    /// <summary>The names of the answers in Raw.</summary>
    public static async Task<string> RawAsync(AimStorage storage)
    {
        var names = new List<string>();
        await foreach (var blob in storage.Raw.GetBlobsAsync(cancellationToken: Ct)) names.Add(blob.Name);
        return string.Join('\n', names);
    }

    /// <summary>Everything: every table, and every blob with its name, metadata and bytes (as Latin-1; what is compressed, unpacked).</summary>
    public static async Task<string> EverythingAsync(AimStorage storage)
    {
        var text = new StringBuilder(await TextAsync(
            [storage.Series, storage.Publications, storage.Quality, storage.Feeds, storage.Quarantine, storage.Operations], withClaims: true));
        foreach (var container in (Azure.Storage.Blobs.BlobContainerClient[])[storage.Raw, storage.Refused, storage.Commands])
        {
            await foreach (var item in container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.Metadata, cancellationToken: Ct))
            {
                text.AppendLine(item.Name).AppendJoin('\n', item.Metadata.Select(m => $"{m.Key}={Uri.UnescapeDataString(m.Value)}"));
                var bytes = (await container.GetBlobClient(item.Name).DownloadContentAsync(Ct)).Value.Content.ToMemory();
                text.AppendLine(Encoding.Latin1.GetString(Unpacked(bytes).Span));
            }
        }

        return text.ToString();
    }

    /// <summary>Lets every claim look like that of a process which is gone, as the claims of a process that died do.</summary>
    public static async Task LetClaimsDieAsync(AimStorage storage)
    {
        foreach (var table in (TableClient[])[storage.Feeds, storage.Publications])
        {
            foreach (var entity in await EntitiesAsync(table))
            {
                if (entity.GetString("Owner") is not { Length: > 0 }) continue;

                entity["Owner"] = $"{Environment.MachineName}:{int.MaxValue}:gone";
                await table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, Ct);
            }
        }
    }

    public static async Task<List<TableEntity>> EntitiesAsync(TableClient table)
    {
        var entities = new List<TableEntity>();
        try
        {
            await foreach (var entity in table.QueryAsync<TableEntity>(cancellationToken: Ct)) entities.Add(entity);
        }
        catch (Azure.RequestFailedException e) when (e.Status == 404)
        {
            // A table that nobody has needed yet.
        }

        return entities;
    }

    private static async Task<string> TextAsync(IEnumerable<TableClient> tables, bool withClaims)
    {
        var text = new StringBuilder();
        foreach (var (index, table) in tables.Index())
        {
            foreach (var entity in await EntitiesAsync(table))
            {
                text.Append(CultureInfo.InvariantCulture, $"{index} {entity.PartitionKey} {entity.RowKey}");
                foreach (var (column, value) in entity.OrderBy(c => c.Key, StringComparer.Ordinal))
                {
                    if (column is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag" || (!withClaims && column is "Owner" or "Until")) continue;

                    var shown = value switch
                    {
                        byte[] bytes when withClaims && column.StartsWith("Units", StringComparison.Ordinal) => PackedColumns.Read(entity, "Units"),
                        byte[] bytes => Convert.ToBase64String(bytes),
                        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
                    };
                    text.Append(CultureInfo.InvariantCulture, $" {column}={shown}");
                }

                text.AppendLine();
            }
        }

        return text.ToString();
    }

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span is not [0x1F, 0x8B, ..]) return bytes;

        using var whole = new MemoryStream();
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(bytes.ToArray()), System.IO.Compression.CompressionMode.Decompress);
        gzip.CopyTo(whole);
        return whole.ToArray();
    }
}
