using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aim.Bench.Census;
using Aim.Trade.Codes;

namespace Aim.Bench.Comtrade;

/// <summary>
/// 1, 4 and 16 million rows of Comtrade answers through the whole path, each into an empty storage: from the bytes of the service to
/// tables to answers. Of the most, reading and grouping alone is held against DuckDB.
/// </summary>
internal sealed class GrowthBench : IBench
{
    private const int FirstYear = 2010, Years = 16;

    /// <summary>Of the managed heap, the same for all: it cannot grow with the rows.</summary>
    private const int LimitMebibytes = 256;

    /// <summary>Answers of a reporter's year, each of 19,992 rows.</summary>
    private static readonly int[] Sizes = [50, 200, 800];

    public string Name => "growth";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("aim-growth-");
        try
        {
            var loads = new List<GrowthLoad>();
            var folder = root.FullName;
            foreach (var size in Sizes)
            {
                folder = root.CreateSubdirectory(size.ToString(CultureInfo.InvariantCulture)).FullName;
                Fill(folder, size, loads.Count == 0 ? null : Path.Combine(root.FullName, Sizes[loads.Count - 1].ToString(CultureInfo.InvariantCulture)));
                loads.Add(await LoadAsync(folder, cancellationToken));
                await Console.Error.WriteLineAsync($"  {size * ComtradeAnswers.RowsOfYear:N0} rows: {loads[^1]}");
            }

            return [.. Growth(loads), .. await AgainstDuckDbAsync(folder, loads[^1], cancellationToken)];
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>Takes over what is there, and writes the rest: reporter by reporter, as many years of each as fit.</summary>
    private static void Fill(string folder, int answers, string? smaller)
    {
        foreach (var file in smaller is null ? [] : Directory.EnumerateFiles(smaller)) File.Move(file, Path.Combine(folder, Path.GetFileName(file)));

        var reporters = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data")).World.Reporters;
        Parallel.For(Directory.GetFiles(folder).Length, answers, answer =>
        {
            var (reporter, year) = (reporters[answer / Years].M49, FirstYear + (answer % Years));
            using var output = File.Create(Path.Combine(folder, ComtradeService.FileOf(reporter, year)));
            ComtradeAnswers.Write(output, reporter, year);
        });
    }

    private static async Task<GrowthLoad> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        using var service = new SelfProcess([ComtradeService.Command, folder]);
        var address = await service.Output.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("the service did not start");
        var limit = (LimitMebibytes << 20).ToString("X", CultureInfo.InvariantCulture);
        using var load = new SelfProcess([GrowthLoad.Command, address], [new("DOTNET_GCHeapHardLimit", limit)]);
        var line = await load.Output.ReadLineAsync(cancellationToken);
        return await load.WorkedAsync(cancellationToken) && line is not null ? GrowthLoad.Parse(line) : throw new InvalidOperationException("a load failed");
    }

    /// <summary>Four times the rows may take a tenth more than four times the time and the requests, and the same memory.</summary>
    private static IEnumerable<BenchRow> Growth(List<GrowthLoad> loads)
    {
        for (var i = 0; i < loads.Count; i++)
        {
            var (load, rows) = (loads[i], Sizes[i] * (long)ComtradeAnswers.RowsOfYear);
            var what = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} Comtrade rows through the whole path");
            if (i == 0)
            {
                yield return BenchRow.Figure(what, load.Milliseconds, "ms");
                yield return BenchRow.Figure("  its storage requests", load.Requests, "requests");
            }
            else
            {
                var times = (double)Sizes[i] / Sizes[i - 1];
                var what4 = string.Create(CultureInfo.InvariantCulture, $"{times:0} times the smaller one");
                yield return BenchRow.Share(what, load.Milliseconds, what4, loads[i - 1].Milliseconds * times, "ms", 1.1);
                yield return BenchRow.Share("  its storage requests", load.Requests, what4, loads[i - 1].Requests * times, "requests", 1.1);
            }

            yield return BenchRow.Limit("  its peak managed heap, hard limit set", load.PeakHeap, "MiB", LimitMebibytes);
            yield return BenchRow.Limit("  table requests of the costliest question of a page, cold", load.MostTrips, "requests", 2);
            yield return BenchRow.Limit("  table requests of all of them, asked again", load.WarmTrips, "requests", 0);
        }
    }

    /// <summary>Like against like, and the whole path, which fetches, keeps and publishes as well, beside it.</summary>
    private static async Task<IReadOnlyList<BenchRow>> AgainstDuckDbAsync(string folder, GrowthLoad load, CancellationToken cancellationToken)
    {
        var threads = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        var (what, peer) = ($"  the most read and grouped by us, {threads} threads", $"DuckDB, {threads} threads");
        var start = Stopwatch.GetTimestamp();
        var sums = await GroupAsync(folder, cancellationToken);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var duck = await Peers.DuckDbAsync(["duckdb_comtrade.mjs", Path.Combine(folder, "*.json"), threads, "reporterCode, period, flowCode, cmdCode, partnerCode"], cancellationToken);
        var times = new Series();
        await times.AskAsync(0, duck, cancellationToken);
        if (duck.Missing is { } why) return [BenchRow.Missing(what, why)];
        if (times.Check != load.Check || sums.ToString() != load.Check) throw new InvalidOperationException($"not the same work: {load.Check}, {sums} and {times.Check}");
        return
        [
            BenchRow.Speed(what, time, peer, times.Median, 1),
            BenchRow.Compare("  the whole path of the most, which also fetches, keeps and publishes", load.Milliseconds, peer, times.Median, "ms"),
        ];
    }

    /// <summary>No group has months of two files: a file has a year of a reporter.</summary>
    private static async Task<ComtradeSums> GroupAsync(string folder, CancellationToken cancellationToken)
    {
        var of = new ConcurrentBag<ComtradeSums>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Directory.EnumerateFiles(folder), options, async (file, token) =>
            of.Add(await ComtradeSums.ReadAsync(file, int.Parse(Path.GetFileName(file).AsSpan(0, 3), CultureInfo.InvariantCulture), byMonth: true, token)));
        return of.Aggregate((a, b) => a + b);
    }
}
