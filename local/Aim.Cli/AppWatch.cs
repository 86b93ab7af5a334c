using System.Diagnostics;

namespace Aim.Cli;

/// <summary>Follows an app from its start until it is told to stop: shows its feeds and says when it is ready.</summary>
internal static class AppWatch
{
    // A first ingest that takes longer than this need not be waited for: the dashboard answers from what is there.
    private static readonly TimeSpan LongIngest = TimeSpan.FromSeconds(30);

    /// <summary>Ends by cancellation only.</summary>
    public static async Task RunAsync(Uri address, Progress progress, CancellationToken cancellationToken)
    {
        using var client = new AppClient(address);
        var started = Stopwatch.GetTimestamp();
        AppStatus? status;
        while (true)
        {
            // First the status, then the dashboard: idle before means complete after.
            status = await client.StatusAsync(cancellationToken);
            progress.Show(status?.Feeds ?? []);
            var idle = status is { Idle: true };
            if ((idle || Stopwatch.GetElapsedTime(started) > LongIngest)
                && await client.DashboardRowsAsync(cancellationToken) is { } rows
                && (idle || rows > 0))
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }

        if (status is not { Idle: true })
            progress.Say("The first dashboard answers; ingesting goes on.");
        progress.Say($"Ready: {address.OriginalString}");

        while (status is not { Idle: true })
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            status = await client.StatusAsync(cancellationToken);
            progress.Show(status?.Feeds ?? []);
            if (status is { Idle: true })
                progress.Say("Everything is ingested.");
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
