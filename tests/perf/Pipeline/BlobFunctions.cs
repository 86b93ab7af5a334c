using System.Threading.Channels;
using Aim.Pipeline.Feeds;
using Azure.Core;

namespace Aim.Bench.Pipeline;

/// <summary>Publishes answers while they come in, as the blob functions of a feed do.</summary>
internal static class BlobFunctions
{
    /// <summary>As many as run side by side.</summary>
    private const int Functions = 4;

    /// <summary>Pulls, and carries out what the new blobs set off, to the end.</summary>
    public static async Task RunAsync(PipelineHost host, IFeed feed, Func<Task> pull, CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<string>();
        host.Calls.Answered += Watch;
        try
        {
            var functions = Enumerable.Range(0, Functions).Select(_ => Task.Run(PublishAsync, cancellationToken)).ToList();
            await pull();
            events.Writer.Complete();
            await Task.WhenAll(functions);
        }
        finally
        {
            host.Calls.Answered -= Watch;
        }

        void Watch(HttpMessage message)
        {
            if (BlobOf(message) is { } blob) events.Writer.TryWrite(blob);
        }

        async Task PublishAsync()
        {
            await foreach (var blob in events.Reader.ReadAllAsync(cancellationToken)) await host.Publisher.PublishAsync(feed, blob, cancellationToken);
        }
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
