using System.Diagnostics;
using System.Globalization;
using Aim.Bench.Census;

namespace Aim.Bench.Licenses;

/// <summary>Reads and groups a snapshot of two million licences: against DuckDB, and in a process whose heap cannot grow beyond the budget.</summary>
internal sealed class LicenseBench : IBench
{
    private const int Rows = 2_000_000;
    private const int WarmUps = 2;
    private const int Rounds = 5;
    private const int LimitMebibytes = 128;

    public string Name => "licenses";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            LicenseSnapshot.Write(file, Rows);
            var what = string.Create(CultureInfo.InvariantCulture, $"read and group {Rows:N0} licences, {new FileInfo(file).Length / 1e6:F0} MB");
            return [.. await SpeedAsync(what, file, cancellationToken), await MemoryAsync(file, cancellationToken)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<BenchRow>> SpeedAsync(string what, string file, CancellationToken cancellationToken)
    {
        using var one = await Peers.DuckDbAsync(["duckdb_licenses.mjs", file, "1"], cancellationToken);
        using var all = await Peers.DuckDbAsync(["duckdb_licenses.mjs", file], cancellationToken);
        var (ours, oneTimes, allTimes) = (new Series(), new Series(), new Series());

        // One after the other in each round: what slows the machine for a while slows them all.
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var check = await LicenseLoad.GroupAsync(file, cancellationToken);
            ours.Add(round, new Measurement(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, check));
            await oneTimes.AskAsync(round, one, cancellationToken);
            await allTimes.AskAsync(round, all, cancellationToken);
        }

        return
        [
            Compare("DuckDB, 1 thread", one, oneTimes),
            Compare($"DuckDB, {Environment.ProcessorCount} threads", all, allTimes) with { Budget = "", Met = null },
        ];

        BenchRow Compare(string name, Peer peer, Series times)
        {
            if (peer.Missing is { } why) return BenchRow.Missing(what, why);
            if (times.Check != ours.Check) throw new InvalidOperationException($"not the same work: {ours.Check} and {times.Check}");
            return BenchRow.Speed(what, ours.Median, name, times.Median, 1);
        }
    }

    private static async Task<BenchRow> MemoryAsync(string file, CancellationToken cancellationToken)
    {
        var limit = (LimitMebibytes << 20).ToString("X", CultureInfo.InvariantCulture);
        using var load = new SelfProcess([LicenseLoad.Command, file], [new("DOTNET_GCHeapHardLimit", limit)]);
        var peak = await load.Output.ReadToEndAsync(cancellationToken);
        const string What = "  its peak managed heap, hard limit set";
        return await load.WorkedAsync(cancellationToken)
            ? BenchRow.Limit(What, double.Parse(peak, CultureInfo.InvariantCulture), "MiB", LimitMebibytes)
            : new BenchRow(What, "failed", "", "", $"<= {LimitMebibytes} MiB", Met: false);
    }
}
