using System.Diagnostics.Metrics;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Serving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aim.Pipeline.Telemetry;

/// <summary>
/// Sends traces and metrics by OTLP while the app runs, and what is left when it ends. Where to, how and how often say OpenTelemetry's
/// own settings, which its SDK reads.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, FeedRegistry feeds, Catalog catalog, TimeProvider clock) : IHostedService, IDisposable
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly Meter meter = new(AimTelemetry.Name);
    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meter.CreateObservableGauge("aim.data.age", Ages, "s", "Since the end of the newest published month.");
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(s => s.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource(AimTelemetry.Name, "Azure.*", "Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(s => s.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter(AimTelemetry.Name, "Microsoft.AspNetCore.Hosting")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After all else has stopped, so that the last runs are told.</summary>
    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
        meter.Dispose();
    }

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService("aim-functions", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version!.ToString());

    private IEnumerable<Measurement<double>> Ages()
    {
        // Of an instance that has not looked at the storage yet this makes it look; the next collection tells.
        if (catalog.CurrentAsync(CancellationToken.None) is not { IsCompletedSuccessfully: true, Result: var snapshot }) return [];

        var now = clock.GetUtcNow().UtcDateTime;
        return from feed in feeds.All
               let months = snapshot.Feeds.Values.Where(f => f.IsOf(feed.Name)).SelectMany(f => f.ViewAt(null).FirstPublished.Keys).ToList()
               where months.Count > 0
               let end = (months.Max() + 1).FirstDay.ToDateTime(TimeOnly.MinValue)
               select new Measurement<double>(Math.Max(0, (now - end).TotalSeconds), new KeyValuePair<string, object?>("aim.feed", feed.Name));
    }
}
