using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aim.Faults.Proxy;

/// <summary>A real HTTP server before another one. It passes on what comes, unless a rule strikes: then the rule's fault is played.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly ConcurrentQueue<Exchange> calls = [];
    private readonly WebApplication server;
    private readonly Uri target;
    private volatile FaultRule[] rules = [];
    private CancellationTokenSource mending = new();

    private FaultProxy(Uri target)
    {
        this.target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.AllowSynchronousIO = true;
        });
        server = builder.Build();
        server.Run(PlayAsync);
    }

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What has come since the last <see cref="Forget"/>, in the order of arrival.</summary>
    public IReadOnlyCollection<Exchange> Calls => calls;

    public IEnumerable<Exchange> Writes => calls.Where(c => c.IsWrite);

    public static async Task<FaultProxy> StartAsync(Uri target)
    {
        var proxy = new FaultProxy(target);
        await proxy.server.StartAsync();
        return proxy;
    }

    /// <summary>Adds rules; the first that strikes a call decides.</summary>
    public void Play(params FaultRule[] added) => rules = [.. rules, .. added];

    /// <summary>Ends all rules, and the calls that hang.</summary>
    public void Mend()
    {
        rules = [];
        Interlocked.Exchange(ref mending, new CancellationTokenSource()).Cancel();
    }

    public void Forget() => calls.Clear();

    public async ValueTask DisposeAsync()
    {
        Mend();
        await server.DisposeAsync();
        http.Dispose();
        mending.Dispose();
    }

    private async Task PlayAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var call = new Exchange(context, body.ToArray(), target, http, mending.Token);
        calls.Enqueue(call);
        try
        {
            await (Array.Find(rules, r => r.Strikes(call))?.Fault(call) ?? call.PassAsync());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server behind is gone, or the caller is: the one before sees a broken connection.
            call.Cut();
        }
    }
}
