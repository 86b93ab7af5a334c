using Aim.Cli;
using Aim.Functions;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Storage;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aim.Bench.Pipeline;

/// <summary>The app's pipeline and its answers, as the app wires them, over an emulator with an empty storage of its own, which goes with it.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly Azurite azurite;

    private PipelineHost(DirectoryInfo directory, Azurite azurite, Uri upstream)
    {
        (this.directory, this.azurite) = (directory, azurite);
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            // What is counted is what a question waits for, not the look at publications in the background.
            ["Aim:RefreshSeconds"] = "3600",
            ["Aim:Census:BaseUrl"] = upstream.AbsoluteUri,
            ["Aim:Census:Key"] = "bench",
            ["Aim:Census:PauseMilliseconds"] = "0",
            ["Aim:Census:AttemptSeconds"] = "600",
            ["Aim:Census:BudgetSeconds"] = "600",
            ["Aim:Comtrade:BaseUrl"] = upstream.AbsoluteUri,
            ["Aim:Comtrade:Key"] = "bench",
            ["Aim:Comtrade:CallsPerDay"] = "1000000",
            ["Aim:Comtrade:PauseMilliseconds"] = "0",
        };
        Services = Fresh();
    }

    /// <summary>What another process needs to be the same pipeline.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public StorageCalls Calls { get; } = new();

    private ServiceProvider Services { get; }

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
    public static ServiceProvider Build(IConfiguration configuration, AimStorage? storage = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddConfiguration(configuration);
        builder.AddAim();
        if (storage is not null) builder.Services.AddSingleton(storage);
        return builder.Services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The app as it is when it has just started, over the same storage.</summary>
    public ServiceProvider Fresh() => Build(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build(), Storage());

    /// <summary>Pulls the months and nothing else.</summary>
    /// <exception cref="InvalidOperationException">A month failed.</exception>
    public async Task<Run> IngestAsync(IFeed feed, string? from, string? to, CancellationToken cancellationToken)
    {
        var run = await Get<Ingest>().RunRangeAsync(feed, from, to, Causes.Admin, progress: null, cancellationToken);
        return run is { Failed: 0, NotAvailable: 0 } ? run : throw new InvalidOperationException($"{run?.Outcome}: {string.Join("; ", run?.Errors ?? [])}");
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
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
