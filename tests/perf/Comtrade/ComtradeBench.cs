using System.Diagnostics;
using System.Globalization;
using Aim.Bench.Census;

namespace Aim.Bench.Comtrade;

/// <summary>Reads and groups ten years of Comtrade answers, 200,000 rows, against a reader that others have written.</summary>
internal sealed class ComtradeBench : IBench
{
    private const int FirstYear = 2010, Years = 10;
    private const int WarmUps = 3;
    private const int Rounds = 7;

    public string Name => "comtrade";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var output = File.Create(file))
            {
                for (var year = FirstYear; year < FirstYear + Years; year++) ComtradeAnswers.Write(output, ComtradeAnswers.Reporter, year);
            }

            return await MeasureAsync(file, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<BenchRow>> MeasureAsync(string file, CancellationToken cancellationToken)
    {
        using var duck = await Peers.DuckDbAsync(["duckdb_comtrade.mjs", file, "1", "flowCode, cmdCode, partnerCode"], cancellationToken);
        var (ours, duckTimes) = (new Series(), new Series());

        // One after the other in each round: what slows the machine for a while slows both.
        for (var round = -WarmUps; round < Rounds; round++)
        {
            ours.Add(round, await TimeAsync(file, cancellationToken));
            await duckTimes.AskAsync(round, duck, cancellationToken);
        }

        if (duckTimes.Check is { } other && !string.Equals(ours.Check, other, StringComparison.Ordinal))
            throw new InvalidOperationException($"not the same work: {ours.Check} and {other}");

        var megabytes = new FileInfo(file).Length / 1e6;
        var what = string.Create(CultureInfo.InvariantCulture, $"read and group {Years * ComtradeAnswers.RowsOfYear:N0} Comtrade rows, {megabytes:F0} MB, from a file");
        return
        [
            duck.Missing is { } why ? BenchRow.Missing(what, why) : BenchRow.Speed(what, ours.Median, "DuckDB, 1 thread", duckTimes.Median, 2.5),
            BenchRow.Figure("  its speed", megabytes / ours.Median * 1000, "MB/s"),
            BenchRow.Figure("  its allocation, all cells included", ours.Allocated / 1e6, "MB"),
        ];
    }

    private static async Task<Measurement> TimeAsync(string file, CancellationToken cancellationToken)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var sums = await ComtradeSums.ReadAsync(file, ComtradeAnswers.Reporter, byMonth: false, cancellationToken);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Measurement(time, GC.GetTotalAllocatedBytes(precise: true) - allocated, sums.ToString());
    }
}
