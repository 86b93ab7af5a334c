using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aim.EndToEnd.Tests.Telemetry;

/// <summary>Takes what OpenTelemetry exports (OTLP over HTTP, in protobuf) and keeps the bytes.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> exports = new();
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver.app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>All exports of a signal, <c>traces</c> or <c>metrics</c>, one behind the other. A text in protobuf is its bytes in UTF-8.</summary>
    public byte[] Of(string signal) => [.. exports.Where(e => e.Path == $"/v1/{signal}").SelectMany(e => e.Body)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        exports.Enqueue((request.Path, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
