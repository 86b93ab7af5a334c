using System.Net;
using Aim.Upstream.Census;
using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;
using Aim.Upstream.Faults;
using Aim.Upstream.Indicators;
using Aim.Upstream.Licenses;
using Aim.Upstream.Recorded;
using Aim.Upstream.Sample;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aim.Upstream;

/// <summary>
/// The statistical services on loopback, in their true wire formats, and the drop of licence snapshots. Beside them <c>GET</c> and <c>PUT /_replay</c> show and
/// set the day as of which they answer, and <c>GET</c> and <c>PUT /_faults</c> the faults they play.
/// </summary>
public sealed class UpstreamServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UpstreamServer(WebApplication app) => _app = app;

    public Uri BaseAddress => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such data directory.</exception>
    public static async Task<UpstreamServer> StartAsync(UpstreamOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.DataDirectory is { } directory && !Directory.Exists(directory))
            throw new DirectoryNotFoundException($"There is no data directory '{directory}'.");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, options.Port));
        var app = builder.Build();
        ITradeData data = options.DataDirectory is null ? new SampleData(options.Today) : new RecordedData(options.DataDirectory);
        var faults = new FaultScript();
        app.Use(next => context => faults.InvokeAsync(context, next));
        app.MapGet("/_faults", faults.ShowAsync);
        app.MapPut("/_faults", faults.ReplaceAsync);
        new CensusEndpoints(data, options.CensusKey).Map(app);
        new ComtradeEndpoints(data, options.ComtradeKey).Map(app);
        new LicenseEndpoints(data).Map(app);
        new BlsEndpoints(data, options.BlsKey, options.BlsQuestionsPerDay).Map(app);
        new UsgsEndpoints(data).Map(app);
        MapReplay(app, data);
        await app.StartAsync(ct);
        return new UpstreamServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Serves until the process is told to stop.</summary>
    internal Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    private static void MapReplay(WebApplication app, ITradeData data)
    {
        app.MapGet("/_replay", () => new { dates = data.Dates, date = data.AsOf });
        app.MapPut("/_replay", (ReplayDay day) =>
        {
            data.AsOf = day.Date;
            return Results.NoContent();
        });
    }

    private sealed record ReplayDay(DateOnly? Date);
}
