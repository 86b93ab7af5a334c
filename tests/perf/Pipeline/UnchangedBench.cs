using System.Diagnostics;
using System.Globalization;
using Aim.Pipeline.Feeds;

namespace Aim.Bench.Pipeline;

/// <summary>The same answer again: one of 200,000 rows, and a hundred months of the sample in one run.</summary>
internal sealed class UnchangedBench : IBench
{
    private const int Rows = 200_000;
    private const int Rounds = 5;
    private const int MostCalls = 3;
    private const double MostTime = 0.02;
    private const string Unit = "2025-03";

    public string Name => "unchanged";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) =>
        [.. await OneAnswerAsync(cancellationToken), .. await BackfillAsync(cancellationToken)];

    private static async Task<IReadOnlyList<BenchRow>> OneAnswerAsync(CancellationToken cancellationToken)
    {
        using var upstream = await AnswerServer.StartByCodeAsync(Rows, cancellationToken);
        await using var host = await PipelineHost.StartAsync(upstream.Address, cancellationToken);
        var pull = await TimeAsync(() => host.IngestAsync(host.Feed, Unit, Unit, cancellationToken));
        var full = pull + await TimeAsync(() => host.Publisher.PublishPendingAsync(host.Feed, Causes.Admin, cancellationToken));
        return await AgainAsync(
            host, string.Create(CultureInfo.InvariantCulture, $"unchanged answer of {Rows:N0} rows"), full, pull, () => host.IngestAsync(host.Feed, Unit, Unit, cancellationToken));
    }

    private static async Task<IReadOnlyList<BenchRow>> BackfillAsync(CancellationToken cancellationToken)
    {
        await using var backfill = await Backfill.StartAsync(cancellationToken);
        var full = await TimeAsync(() => backfill.RunAsync(cancellationToken));
        return await AgainAsync(
            backfill.Host, $"{Backfill.Months} unchanged months", full, null, () => backfill.Host.IngestAsync(backfill.Host.Feed, Backfill.From, Backfill.To, cancellationToken));
    }

    /// <param name="full">Milliseconds from the question to the publication, when all was new.</param>
    /// <param name="pull">Milliseconds of it until the answer was stored.</param>
    private static async Task<IReadOnlyList<BenchRow>> AgainAsync(PipelineHost host, string what, double full, double? pull, Func<Task<Run>> ingest)
    {
        var times = new List<double>();
        var calls = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = host.Calls.Count;
            times.Add(await TimeAsync(async () =>
            {
                if (await ingest() is not { Stored: 0 }) throw new InvalidOperationException("an unchanged answer was stored");
            }));
            calls = Math.Max(calls, host.Calls.Count - before);
        }

        var time = times.Order().ElementAt(Rounds / 2);
        var rows = new List<BenchRow>
        {
            BenchRow.Limit($"{what}: storage calls", calls, "calls", MostCalls),
            BenchRow.Share("  its time", time, "ingest and publication of the new one", full, "ms", MostTime),
        };
        if (pull is { } pulled) rows.Add(BenchRow.Compare("  its time", time, "pull and store of the new one", pulled, "ms"));
        return rows;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
