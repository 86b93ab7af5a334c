using System.Collections.Concurrent;
using System.IO.Compression;
using Aim.Functions;
using Aim.Pipeline;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Storage;
using Aim.Trade.Codes;
using Aim.Trade.Query;
using Aim.Trade.Series;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>The pipeline as one process holds it, on storage that has a prefix of its own.</summary>
internal sealed class PipelineProcess : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly LogLines log = new();

    public PipelineProcess(
        string connectionString, string prefix, TimeProvider clock, IReadOnlyDictionary<string, string?>? settings = null, StorageWire? wire = null)
    {
        Wire = wire ?? new StorageWire();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        services = new ServiceCollection()
            .AddLogging(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock)
            .AddPipeline(configuration)
            .AddViews()
            .AddSingleton(Connect(connectionString, prefix, Wire))
            .BuildServiceProvider();
    }

    public IServiceProvider Services => services;

    public StorageWire Wire { get; }

    public IEnumerable<string> Log => log.Lines;

    public AimStorage Storage => Get<AimStorage>();

    public IFeed Imports => Get<FeedRegistry>()[CensusFeed.Imports];

    public IFeed Exports => Get<FeedRegistry>()[CensusFeed.Exports];

    public Ingest Ingest => Get<Ingest>();

    public Publisher Publisher => Get<Publisher>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static AimStorage Connect(string connectionString, string prefix, StorageWire wire)
    {
        var blobs = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(wire)) };
        var tables = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(wire)) };
        blobs.Retry.Delay = tables.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AimStorage(new BlobServiceClient(connectionString, blobs), new TableServiceClient(connectionString, tables), prefix);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Puts an answer into Raw as a pull does.</summary>
    public Task PutAsync(RawBlob blob, string body) => PutAsync(blob, System.Text.Encoding.UTF8.GetBytes(body));

    /// <summary>The same for an answer that is no text.</summary>
    public async Task PutAsync(RawBlob blob, byte[] body)
    {
        await Storage.EnsureCreatedAsync();
        await using var spool = new Spool();
        await spool.WriteAsync(body, Ct);
        await Get<RawStore>().PutAsync(blob, spool, new Uri("http://upstream/"), Ct);
    }

    /// <summary>Puts bytes where an answer should be.</summary>
    public async Task PutBytesAsync(RawBlob blob, byte[] bytes)
    {
        await Storage.EnsureCreatedAsync();
        await Storage.Raw.GetBlobClient(blob.Name).UploadAsync(new BinaryData(bytes), overwrite: true, Ct);
    }

    public static byte[] Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public Task<Run?> PullAsync(string from, string to, IFeed? feed = null) =>
        Ingest.RunRangeAsync(feed ?? Imports, from, to, Causes.Admin, null, Ct);

    public Task PublishAsync(IFeed? feed = null) => Publisher.PublishPendingAsync(feed ?? Imports, Causes.Event, Ct);

    /// <summary>The rows that a reader gets now.</summary>
    public async Task<List<GroupedRow>> AskAsync(TradeQuery query, DateOnly? asOf = null, IFeed? feed = null)
    {
        var (catalog, book) = (Get<Catalog>(), Get<CodeBook>());
        var snapshot = await catalog.RefreshAsync(Ct);
        if (!snapshot.Feeds.TryGetValue((feed ?? Imports).Name, out var published)) return [];

        var sources = new List<TradeSource>();
        foreach (var cut in Cut.For(query, book, published.Cuts))
            sources.Add(new TradeSource(cut, await catalog.SeriesAsync(published, cut, Ct), published.ViewAt(asOf), IsPreliminary: false, _ => true));
        return TradeGrouping.Run(query, book, sources);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
