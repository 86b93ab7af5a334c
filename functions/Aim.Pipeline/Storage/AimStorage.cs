using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Aim.Pipeline.Storage;

/// <summary>The containers and tables of the house, by name.</summary>
/// <param name="prefix">Begins every name, so that several can live in one account: a letter, then lower-case letters and digits.</param>
public sealed class AimStorage(BlobServiceClient blobs, TableServiceClient tables, string prefix = "")
{
    private readonly Lock gate = new();
    private Task? created;

    /// <summary>Answers of upstreams, as they came. Immutable.</summary>
    public BlobContainerClient Raw { get; } = blobs.GetBlobContainerClient(prefix + "raw");

    /// <summary>What was refused, as it came.</summary>
    public BlobContainerClient Refused { get; } = blobs.GetBlobContainerClient(prefix + "quarantine");

    /// <summary>Orders of administrators; a blob starts its execution.</summary>
    public BlobContainerClient Commands { get; } = blobs.GetBlobContainerClient(prefix + "commands");

    /// <summary>What is made of published data to be taken away whole.</summary>
    public BlobContainerClient Files { get; } = blobs.GetBlobContainerClient(prefix + "files");

    /// <summary>Where somebody may drop licence snapshots; read only, and not created here.</summary>
    public BlobContainerClient Drop(string name) => blobs.GetBlobContainerClient(prefix + name);

    /// <summary>Per feed what is known of each month at the upstream, and the ledger of runs.</summary>
    public TableClient Feeds { get; } = tables.GetTableClient(prefix + "feeds");

    /// <summary>What readers see: per feed the last publication, and the list of all.</summary>
    public TableClient Publications { get; } = tables.GetTableClient(prefix + "publications");

    public TableClient Series { get; } = tables.GetTableClient(prefix + "series");

    public TableClient Quality { get; } = tables.GetTableClient(prefix + "quality");

    public TableClient Quarantine { get; } = tables.GetTableClient(prefix + "quarantine");

    public TableClient Operations { get; } = tables.GetTableClient(prefix + "operations");

    /// <summary>Who is told of releases by mail. The one place where addresses are kept.</summary>
    public TableClient Subscribers { get; } = tables.GetTableClient(prefix + "subscribers");

    /// <summary>Creates what is not there yet; the work is done once per process, and again only after a failure.</summary>
    public Task EnsureCreatedAsync()
    {
        lock (gate)
        {
            if (created is null or { IsFaulted: true } or { IsCanceled: true }) created = CreateAsync();
            return created;
        }
    }

    private Task CreateAsync() => Task.WhenAll(
        ((BlobContainerClient[])[Raw, Refused, Commands, Files]).Select(c => (Task)c.CreateIfNotExistsAsync())
            .Concat(((TableClient[])[Feeds, Publications, Series, Quality, Quarantine, Operations, Subscribers]).Select(t => (Task)t.CreateIfNotExistsAsync())));
}
