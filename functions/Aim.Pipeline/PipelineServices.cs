using Aim.Pipeline.Bls;
using Aim.Pipeline.Census;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Mail;
using Aim.Pipeline.Operations;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Quality;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Aim.Pipeline.Usgs;
using Aim.Trade.Codes;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline;

public static class PipelineServices
{
    /// <summary>Everything between the sources and the views. Storage is that of the functions host, <c>AzureWebJobsStorage</c>.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<AimOptions>(configuration.GetSection(AimOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => CodeBook.Load(s.GetRequiredService<IOptions<AimOptions>>().Value.Rules ?? Path.Combine(AppContext.BaseDirectory, "Data")));

        services.AddSingleton(_ => Storage(configuration));
        services.AddSingleton<RawStore>();
        services.AddSingleton<FeedLedger>();
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton<QualityStore>();
        services.AddSingleton<PublicationStore>();
        services.AddSingleton<SeriesStore>();
        services.AddSingleton<Catalog>();
        services.AddSingleton<FileStore>();

        services.AddSingleton(s => new UpstreamClient(Http(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CensusClient>();
        services.AddSingleton<IFeed>(s => ActivatorUtilities.CreateInstance<CensusFeed>(s, CensusFeed.Imports, CensusFlow.Imports));
        services.AddSingleton<IFeed>(s => ActivatorUtilities.CreateInstance<CensusFeed>(s, CensusFeed.Exports, CensusFlow.Exports));
        services.AddSingleton<LicenseClient>();
        services.AddSingleton<LicenseFeed>();
        services.AddSingleton<IFeed>(s => s.GetRequiredService<LicenseFeed>());
        services.AddSingleton<ComtradeQuota>();
        services.AddSingleton<ComtradeClient>();
        services.AddSingleton<IFeed, ComtradeFeed>();
        services.AddSingleton<BlsClient>();
        services.AddSingleton<IFeed, BlsFeed>();
        services.AddSingleton<UsgsClient>();
        services.AddSingleton<IFeed, UsgsFeed>();
        services.AddSingleton<UsgsTradeReader>();
        services.AddSingleton<FeedRegistry>();
        services.AddSingleton<Ingest>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<Postbox>();
        services.AddSingleton<Letters>();
        services.AddSingleton<SubscriberStore>();
        services.AddSingleton<WishStore>();
        services.AddSingleton<ConfirmationMailer>();
        services.AddSingleton<ReleaseMailer>();
        return services;
    }

    private static AimStorage Storage(IConfiguration configuration)
    {
        if (configuration["AzureWebJobsStorage"] is { Length: > 0 } connection)
            return new AimStorage(new BlobServiceClient(connection, Patient(new BlobClientOptions())), new TableServiceClient(connection, Patient(new TableClientOptions())));

        var account = configuration["AzureWebJobsStorage:accountName"]
            ?? throw new InvalidOperationException("Setting AzureWebJobsStorage (a connection string) or AzureWebJobsStorage__accountName (with a managed identity) is missing.");
        TokenCredential credential = new DefaultAzureCredential();
        return new AimStorage(
            new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), credential, Patient(new BlobClientOptions())),
            new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), credential, Patient(new TableClientOptions())));
    }

    /// <summary>Storage that does not answer is given up within seconds: a reader is then served what is known.</summary>
    private static T Patient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(3);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return options;
    }

    private static HttpClient Http()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // A public service is not told of our traces.
            ActivityHeadersPropagator = null,
        };
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Aim.Functions/1.0");
        return http;
    }
}
