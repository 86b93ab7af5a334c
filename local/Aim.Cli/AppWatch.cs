using System.Diagnostics;

namespace Aim.Cli;

/// <summary>Follows an app from its start until it is told to stop: shows its feeds, publishes its figures and says when it is ready.</summary>
internal static class AppWatch
{
    // A first ingest that takes longer than this need not be waited for: the dashboard answers from what is there.
    private static readonly TimeSpan LongIngest = TimeSpan.FromSeconds(12);

    // The pages can do without, so that nobody waits long for them to be published.
    private static readonly TimeSpan PublishingPatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Once all is ingested something changes every few days.
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);

    /// <summary>Ends by cancellation only.</summary>
    public static async Task RunAsync(Uri address, SitePublisher? publisher, Progress progress, CancellationToken cancellationToken)
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
        var publishing = PublishAsync();
        await Task.WhenAny(publishing, Task.Delay(PublishingPatience, cancellationToken));
        progress.Say($"Ready: {address.OriginalString}");
        await publishing;

        var complete = status is { Idle: true };
        while (true)
        {
            await Task.Delay(complete ? LongPause : Pause, cancellationToken);
            status = await client.StatusAsync(cancellationToken);
            if (!complete)
                progress.Show(status?.Feeds ?? []);
            if (status is not { Idle: true })
                continue;

            // Not while it works: what comes in one after the other is published once.
            await PublishAsync();
            if (!complete)
                progress.Say("Everything is ingested.");
            complete = true;
        }

        Task PublishAsync() => publisher is null || status is null ? Task.CompletedTask : publisher.PublishAsync(status.DataVersion, cancellationToken);
    }
}
