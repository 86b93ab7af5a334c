using System.Diagnostics;
using Aim.Upstream;

namespace Aim.Cli;

/// <summary>One run: storage, upstream and app are started in this order and stopped in the opposite one.</summary>
internal static class LocalRun
{
    /// <returns>0 when it was stopped, 1 when the app ended by itself.</returns>
    public static async Task<int> RunAsync(RunOptions options, Progress progress, CancellationToken stop)
    {
        var choice = UpstreamChoice.Make(options.Data, Environment.GetEnvironmentVariable);
        using var state = StateDirectory.Open(options.State, choice.StateName);
        await Port.EnsureFreeAsync(options.Port, stop);
        if (options.Fresh)
            await state.ClearAsync(stop);
        var site = await Site.BuildAsync(progress, stop);
        var adminKey = options.AdminKey ?? state.AdminKey();

        progress.Say("Starting storage");
        await using var storage = await Azurite.StartAsync(state.Storage, stop);
        progress.Say($"Starting the functions over {choice.Description}");
        await using var upstream = choice.Live
            ? null
            : await UpstreamServer.StartAsync(new UpstreamOptions { DataDirectory = choice.DataDirectory }, stop);

        var address = new Uri($"http://localhost:{options.Port}");
        var publisher = site is null ? null : new SitePublisher(state.Site, address, progress);
        var pages = publisher is null ? null : string.Join(Path.PathSeparator, publisher.Directory, site);
        var startInfo = new ProcessStartInfo("dotnet", [Repository.Assembly("functions/Aim.Functions", "Aim.Functions")]);
        foreach (var (name, value) in AppSettings.For(choice, storage.ConnectionString, upstream?.BaseAddress, address, pages, state.Mail, adminKey))
            startInfo.Environment[name] = value;

        using var log = new AppLog(state.Log);
        await using var app = ChildProcess.Start(startInfo, log.Write);
        progress.Say($"Admin key: {adminKey}");

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = AppWatch.RunAsync(address, publisher, progress, watching.Token);
        if (await Task.WhenAny(app.Exited, watch) == watch)
        {
            stop.ThrowIfCancellationRequested();
            await watch;
        }

        await watching.CancelAsync();
        stop.ThrowIfCancellationRequested();
        progress.Say($"The functions ended by themselves (exit code {await app.Exited}); their last lines, from {state.Log}:");
        foreach (var line in log.Tail)
            progress.Say("  " + line);
        return 1;
    }
}
