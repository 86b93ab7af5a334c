using Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>Runs everything that no request starts: the replay of recorded days, then timers and blob functions.</summary>
internal sealed class TriggerService(
    IReadOnlyList<TimerFunction> timers,
    BlobTriggers blobs,
    FunctionRunner runner,
    HostStorage storage,
    ReplayClock clock,
    IConfiguration configuration,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger("Host.Triggers");

    /// <exception cref="InvalidOperationException">A function, or a setting that it needs, is not right.</exception>
    public static void Configure(WebApplicationBuilder web, IReadOnlyList<Function> functions, FunctionExecutionDelegate pipeline)
    {
        var configuration = web.Configuration;
        var timers = new List<TimerFunction>();
        var blobs = new List<BlobFunction>();
        foreach (var function in functions)
        {
            if (function.Trigger is TimerTriggerAttribute timer)
                timers.Add(new(function, timer, configuration));
            else if (function.Trigger is BlobTriggerAttribute blob)
                blobs.Add(new(function, blob, configuration));
        }

        if (timers.Count + blobs.Count == 0)
            return;
        var storage = new HostStorage(configuration, web.Environment.ApplicationName);
        web.Services.AddHostedService(services =>
        {
            var loggers = services.GetRequiredService<ILoggerFactory>();
            var runner = new FunctionRunner(services.GetRequiredService<IServiceScopeFactory>(), pipeline, loggers);
            var host = services.GetRequiredService<HostJson>();
            var triggers = new BlobTriggers(blobs, runner, storage, host, configuration, loggers);
            var clock = services.GetRequiredService<ReplayClock>();
            return new TriggerService(timers, triggers, runner, storage, clock, configuration, loggers);
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await PersistAsync("Storage", () => PrepareAsync(stoppingToken), stoppingToken);
        await Task.WhenAll(blobs.RunQueueAsync(stoppingToken), RunTriggersAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await blobs.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            _logger.LogWarning("Receipts could not be written; their blobs fire again after the next start");
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await storage.Hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await blobs.LoadAsync(cancellationToken);
    }

    private async Task RunTriggersAsync(CancellationToken stoppingToken)
    {
        var replay = configuration["AIM_LOCAL_REPLAY"] is { Length: > 0 } address ? new Uri(address) : null;
        if (replay is not null)
            await PersistAsync("Replay", () => ReplayAsync(replay, stoppingToken), stoppingToken);

        var parts = timers.Select(timer => PersistAsync(
            timer.Function.Name,
            () => timer.RunAsync(runner, storage, clock, atOnce: replay is not null, stoppingToken),
            stoppingToken));
        await Task.WhenAll([PersistAsync("Blob scan", () => blobs.PollAsync(stoppingToken), stoppingToken), .. parts]);
    }

    private async Task ReplayAsync(Uri address, CancellationToken cancellationToken)
    {
        using var control = new ReplayControl(address);
        await new Replay(control, timers, blobs, runner, storage, clock, _logger).RunAsync(cancellationToken);
    }

    /// <summary>Starts a part again when what it stands on was away; only the stop of the host ends it before its own end.</summary>
    private async Task PersistAsync(string part, Func<Task> run, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await run();
                return;
            }
#pragma warning disable CA1031 // Storage and upstream fail in many types; none may end the host.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _logger.LogWarning(exception, "{Part} broke off and starts again", part);
                await Task.Delay(RestartDelay, stoppingToken);
            }
        }
    }
}
