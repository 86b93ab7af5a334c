using Aim.Pipeline.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using System.IO.Compression;
using System.Text;

namespace Aim.Faults.House;

/// <summary>What must never be seen outside of a request's header, and where it is searched for, by value.</summary>
internal static class Secrets
{
    public const string AdminKey = "admin-3f9c1f0b7a5d4e21", CensusKey = "census-5ec2e70f0c1d4b7e", ComtradeKey = "comtrade-9a6f3d8b2a1c", BlsKey = "bls-0e9f8d7c6b5a4321";

    private static readonly string[] All = [AdminKey, CensusKey, ComtradeKey, BlsKey];

    /// <summary>Where in a text a secret stands; null when it holds none.</summary>
    public static string? FindIn(string text, string connectionString)
    {
        var account = connectionString.Split("AccountKey=")[1].Split(';')[0];
        var found = All.Append(account).FirstOrDefault(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        if (found is null) return null;

        var at = text.IndexOf(found, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 200)..at] + found[..8] + "...";
    }

    /// <summary>Every table and blob of the account, as text.</summary>
    public static async Task<string> StoredAsync(string connectionString)
    {
        var text = new StringBuilder();
        var blobs = new BlobServiceClient(connectionString);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var item in client.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.Metadata))
            {
                text.AppendLine(item.Name).AppendJoin('\n', item.Metadata.Select(m => $"{m.Key}={Uri.UnescapeDataString(m.Value)}")).AppendLine();
                text.AppendLine(Encoding.Latin1.GetString(Unpacked((await client.GetBlobClient(item.Name).DownloadContentAsync()).Value.Content.ToArray())));
            }
        }

        foreach (var table in Tables(connectionString))
        {
            await foreach (var entity in table.QueryAsync<TableEntity>())
            {
                foreach (var (name, value) in entity)
                    text.Append(name).Append('=').AppendLine(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) + Encoding.Latin1.GetString(Unpacked(bytes)) : value?.ToString());
            }
        }

        return text.ToString();
    }

    /// <summary>The tables of the house that are there.</summary>
    public static IEnumerable<TableClient> Tables(string connectionString)
    {
        var storage = new AimStorage(new BlobServiceClient(connectionString), new TableServiceClient(connectionString));
        return [storage.Feeds, storage.Publications, storage.Series, storage.Quality, storage.Quarantine, storage.Operations, storage.Subscribers];
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1F, 0x8B, ..]) return bytes;

        try
        {
            using var whole = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            gzip.CopyTo(whole);
            return whole.ToArray();
        }
        catch (InvalidDataException)
        {
            // A test has spoilt it.
            return bytes;
        }
    }
}
