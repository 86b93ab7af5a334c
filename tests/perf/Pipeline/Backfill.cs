using Aim.Pipeline.Publishing;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Upstream;

namespace Aim.Bench.Pipeline;

/// <summary>A hundred months of the sample, published while they come in, as the blob functions do.</summary>
internal sealed class Backfill : IAsyncDisposable
{
    public const int Months = 100;

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
        await BlobFunctions.RunAsync(Host, Host.Feed, () => Host.IngestAsync(Host.Feed, From, To, cancellationToken), cancellationToken);
        var published = await Host.Get<PublicationStore>().ReadAsync(Host.Feed.Name, cancellationToken);
        if (published.All.Count != Months) throw new InvalidOperationException($"{published.All.Count} of {Months} months are published");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await upstream.DisposeAsync();
    }
}
