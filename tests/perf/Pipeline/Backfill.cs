using System.Threading.Channels;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Upstream;
using Azure.Core;

namespace Aim.Bench.Pipeline;

/// <summary>A hundred months of the sample, published while they come in, as the blob functions do.</summary>
internal sealed class Backfill : IAsyncDisposable
{
    public const int Months = 100;

    /// <summary>As many blob functions as run side by side.</summary>
    private const int Functions = 4;

    private static readonly Month First = new(2018, 1);

    public static string From { get; } = First.ToString();

    public static string To { get; } = (First + (Months - 1)).ToString();

    private readonly UpstreamServer upstream;

    private Backfill(UpstreamServer upstream, PipelineHost host) => (this.upstream, Host) = (upstream, host);

    public PipelineHost Host { get; }

    /// <summary>Starts everything; what the upstream makes once is made.</summary>
    public static async Task<Backfill> StartAsync(CancellationToken cancellationToken)
    {
        var server = await UpstreamServer.StartAsync(new UpstreamOptions { Today = (First + (Months + 2)).FirstDay }, cancellationToken);
        var backfill = new Backfill(server, await PipelineHost.StartAsync(server.BaseAddress, cancellationToken));
        for (var month = First; month < First + Months; month += 1)
        {
            await using var spool = new Spool();
            await backfill.Host.Feed.FetchAsync(month.ToString(), spool, cancellationToken);
        }

        return backfill;
    }

    /// <summary>Pulls the months and carries out what their blobs set off, to the end.</summary>
    /// <exception cref="InvalidOperationException">Not every month is published after it.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<string>();
        Host.Calls.Answered += Watch;
        try
        {
            var functions = Enumerable.Range(0, Functions).Select(_ => Task.Run(PublishAsync, cancellationToken)).ToList();
            await Host.IngestAsync(From, To, cancellationToken);
            events.Writer.Complete();
            await Task.WhenAll(functions);
        }
        finally
        {
            Host.Calls.Answered -= Watch;
        }

        var published = await Host.Get<PublicationStore>().ReadAsync(Host.Feed.Name, cancellationToken);
        if (published.All.Count != Months) throw new InvalidOperationException($"{published.All.Count} of {Months} months are published");

        void Watch(HttpMessage message)
        {
            if (BlobOf(message) is { } blob) events.Writer.TryWrite(blob);
        }

        async Task PublishAsync()
        {
            await foreach (var blob in events.Reader.ReadAllAsync(cancellationToken))
            {
                await Host.Publisher.PublishAsync(Host.Feed, blob, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await upstream.DisposeAsync();
    }

    /// <summary>The name of the answer in Raw that a request has completed; null for every other request.</summary>
    private static string? BlobOf(HttpMessage message)
    {
        const string Container = "/raw/";
        var uri = message.Request.Uri.ToUri();
        var start = uri.AbsolutePath.IndexOf(Container, StringComparison.Ordinal);
        var completes = message.Request.Method == RequestMethod.Put && message.Response.Status == 201 && !uri.Query.Contains("comp=block&", StringComparison.Ordinal);
        return completes && start >= 0 ? Uri.UnescapeDataString(uri.AbsolutePath[(start + Container.Length)..]) : null;
    }
}
