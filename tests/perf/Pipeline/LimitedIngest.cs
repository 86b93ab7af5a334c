using System.Globalization;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aim.Bench.Pipeline;

/// <summary>Pulls one month with the settings of the environment and writes the peak of the managed heap, in MiB, to the standard output.</summary>
internal static class LimitedIngest
{
    public const string Command = "limited-ingest";

    public static async Task<int> RunAsync(string month)
    {
        await using var services = PipelineHost.Build(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var feed = services.GetRequiredService<FeedRegistry>()[CensusFeed.Imports];
        long peak = 0;
        Run? run;
        await using (new Timer(_ => peak = Math.Max(peak, Heap()), null, 0, 2))
        {
            run = await services.GetRequiredService<Ingest>().RunRangeAsync(feed, month, month, Causes.Admin, progress: null, CancellationToken.None);
        }

        if (run is not { Stored: 1, Failed: 0 })
        {
            await Console.Error.WriteLineAsync($"{run?.Outcome}: {string.Join("; ", run?.Errors ?? [])}");
            return 1;
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Math.Max(peak, Heap()) / 1048576.0:F1}"));
        return 0;
    }

    /// <summary>What is allocated now, or what the last collection found committed, whichever is more.</summary>
    private static long Heap() => Math.Max(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo().TotalCommittedBytes);
}
