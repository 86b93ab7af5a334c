using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Storage;
using Aim.Pipeline.Telemetry;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace Aim.Pipeline.Quarantine;

/// <summary>Something that was refused, with its reason.</summary>
/// <param name="Id">Stable: the same thing refused again is the same entry.</param>
/// <param name="Kind">
/// <c>answer</c> (of an upstream), <c>raw</c> (a stored answer that cannot be aggregated) or <c>rows</c> (of an answer whose other rows are loaded).
/// </param>
/// <param name="Feed">The feed.</param>
/// <param name="Unit">What had been asked for, as <c>2025-03</c>.</param>
/// <param name="Reason">Names the field, the value and what is allowed, as far as known.</param>
/// <param name="Origin">Where it came from, without any key.</param>
/// <param name="Blob">Where its bytes are.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Refused">When it was last refused.</param>
/// <param name="Tries">How often.</param>
public sealed record QuarantineEntry(
    string Id, string Kind, string Feed, string Unit, string Reason, string Origin, string Blob, long Bytes, DateTimeOffset Refused, int Tries);

/// <summary>Nothing is lost: what cannot be read is kept with its reason and can be tried again.</summary>
public sealed class QuarantineStore(AimStorage storage, TimeProvider clock)
{
    private const string Partition = "open";

    /// <summary>Keeps a refused answer.</summary>
    public async Task<QuarantineEntry> AddAnswerAsync(string feed, string unit, string hash, Spool body, Uri origin, string reason, CancellationToken cancellationToken)
    {
        var name = $"{feed}/{unit}/{hash}";
        await storage.Refused.GetBlobClient(name).UploadAsync(
            body.Rewind(), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" } }, cancellationToken);
        return await AddAsync("answer", feed, unit, reason, origin.ToString(), name, body.Length, cancellationToken);
    }

    /// <summary>Marks a stored answer that cannot be aggregated; the blob stays where it is.</summary>
    public Task<QuarantineEntry> AddRawAsync(string feed, string unit, string blob, string reason, CancellationToken cancellationToken) =>
        AddAsync("raw", feed, unit, reason, "raw", blob, 0, cancellationToken);

    /// <summary>Keeps refused rows: each by line, field, value and rule, as JSON.</summary>
    public async Task AddRowsAsync(string feed, string unit, string reason, string rows, CancellationToken cancellationToken)
    {
        // Somebody may bring a snapshot before anything was ever stored.
        await storage.EnsureCreatedAsync();
        var bytes = BinaryData.FromString(rows);
        var name = RowsName(feed, unit);
        await storage.Refused.GetBlobClient(name).UploadAsync(bytes, overwrite: true, cancellationToken);
        await AddAsync("rows", feed, unit, reason, "rows", name, bytes.ToMemory().Length, cancellationToken);
    }

    /// <summary>Forgets the refused rows of a unit: another answer has taken its place, and all of its rows are good.</summary>
    public async Task RemoveRowsAsync(string feed, string unit, CancellationToken cancellationToken)
    {
        if (await FindAsync(IdOf("rows", RowsName(feed, unit)), cancellationToken) is { } entry) await RemoveAsync(entry, cancellationToken);
    }

    public async Task<List<QuarantineEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = new List<QuarantineEntry>();
        try
        {
            await foreach (var entity in storage.Quarantine.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken))
            {
                entries.Add(Entry(entity));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing has been refused yet.
        }

        entries.Sort((a, b) => a.Refused != b.Refused ? b.Refused.CompareTo(a.Refused) : string.CompareOrdinal(a.Id, b.Id));
        return entries;
    }

    public async Task<QuarantineEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await storage.Quarantine.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        return found.HasValue ? Entry(found.Value!) : null;
    }

    public async Task<Spool> OpenAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        var spool = new Spool();
        await storage.Refused.GetBlobClient(entry.Blob).DownloadToAsync(spool, cancellationToken);
        return spool.Rewind();
    }

    public async Task RemoveAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        await storage.Quarantine.DeleteEntityAsync(Partition, entry.Id, cancellationToken: cancellationToken);
        if (entry.Kind is "answer" or "rows") await storage.Refused.GetBlobClient(entry.Blob).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    private static string RowsName(string feed, string unit) => $"{feed}/{unit}/rows.json";

    private static string IdOf(string kind, string blob) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{blob}")))[..16];

    private async Task<QuarantineEntry> AddAsync(
        string kind, string feed, string unit, string reason, string origin, string blob, long bytes, CancellationToken cancellationToken)
    {
        var id = IdOf(kind, blob);
        var before = await FindAsync(id, cancellationToken);
        var entry = new QuarantineEntry(id, kind, feed, unit, reason, origin, blob, bytes, clock.GetUtcNow(), (before?.Tries ?? 0) + 1);
        await storage.Quarantine.UpsertEntityAsync(
            new TableEntity(Partition, id)
            {
                ["Kind"] = kind,
                ["Feed"] = feed,
                ["Unit"] = unit,
                ["Reason"] = reason,
                ["Origin"] = origin,
                ["Blob"] = blob,
                ["Bytes"] = bytes,
                ["Refused"] = entry.Refused,
                ["Tries"] = entry.Tries,
            },
            TableUpdateMode.Replace,
            cancellationToken);
        AimTelemetry.Quarantined(feed, kind);
        return entry;
    }

    private static QuarantineEntry Entry(TableEntity e) => new(
        e.RowKey,
        e.Text("Kind"),
        e.Text("Feed"),
        e.Text("Unit"),
        e.Text("Reason"),
        e.Text("Origin"),
        e.Text("Blob"),
        e.GetInt64("Bytes") ?? 0,
        e.GetDateTimeOffset("Refused") ?? default,
        e.GetInt32("Tries") ?? 0);
}
