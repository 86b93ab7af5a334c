using Aim.Cli;
using Aim.Pipeline;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Storage;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aim.Bench.Pipeline;

/// <summary>The pipeline as the app wires it, over an emulator with an empty storage of its own, which goes with it.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly Azurite azurite;
    private readonly ServiceProvider services;

    private PipelineHost(DirectoryInfo directory, Azurite azurite, Uri upstream)
    {
        (this.directory, this.azurite) = (directory, azurite);
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Aim:Census:BaseUrl"] = upstream.AbsoluteUri,
            ["Aim:Census:Key"] = "bench",
            ["Aim:Census:PauseMilliseconds"] = "0",
            ["Aim:Census:AttemptSeconds"] = "600",
            ["Aim:Census:BudgetSeconds"] = "600",
        };
        services = Services(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build(), Storage());
    }

    /// <summary>What another process needs to be the same pipeline.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public StorageCalls Calls { get; } = new();

    public IFeed Feed => Get<FeedRegistry>()[CensusFeed.Imports];

    public Publisher Publisher => Get<Publisher>();

    public static async Task<PipelineHost> StartAsync(Uri upstream, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("aim-bench-");
        try
        {
            return new PipelineHost(folder, await Azurite.StartAsync(folder.FullName, cancellationToken), upstream);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <param name="configuration">The app's settings.</param>
    /// <param name="storage">Takes the place of the storage that the settings name.</param>
    public static ServiceProvider Services(IConfiguration configuration, AimStorage? storage = null)
    {
        var all = new ServiceCollection().AddLogging().AddPipeline(configuration);
        if (storage is not null) all.AddSingleton(storage);
        return all.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Pulls the months and nothing else.</summary>
    /// <exception cref="InvalidOperationException">A month failed.</exception>
    public async Task<Run> IngestAsync(string from, string to, CancellationToken cancellationToken)
    {
        var run = await Get<Ingest>().RunRangeAsync(Feed, from, to, Causes.Admin, progress: null, cancellationToken);
        return run is { Failed: 0, NotAvailable: 0 } ? run : throw new InvalidOperationException($"{run?.Outcome}: {string.Join("; ", run?.Errors ?? [])}");
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await azurite.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private AimStorage Storage()
    {
        var (blobs, tables) = (new BlobClientOptions(), new TableClientOptions());
        blobs.AddPolicy(Calls, HttpPipelinePosition.PerRetry);
        tables.AddPolicy(Calls, HttpPipelinePosition.PerRetry);
        return new AimStorage(new BlobServiceClient(azurite.ConnectionString, blobs), new TableServiceClient(azurite.ConnectionString, tables));
    }
}
