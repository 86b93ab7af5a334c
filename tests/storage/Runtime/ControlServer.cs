using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Aim.Storage.Tests.Runtime;

/// <summary>The control of a recorded upstream, as a real server: it tells its days and keeps what it is told.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ControlServer(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/control";

    public static async Task<ControlServer> StartAsync(Recorder recorder, params string[] dates)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/control", () => Results.Json(new { dates }));
        app.MapPut("/control", (JsonElement day) => recorder.Add($"day {day.GetProperty("date").GetString() ?? "none"}"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
