using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aim.Pipeline.Census;

namespace Aim.Bench.Census;

/// <summary>Reads and groups one month of 200,000 rows, against readers that others have written.</summary>
internal sealed class ParseBench : IBench
{
    private const int Rows = 200_000;
    private const int WarmUps = 5;
    private const int Rounds = 15;

    public string Name => "parse";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var output = File.Create(file))
            {
                CensusAnswer.Write(output, Rows);
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
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        using var duck = await Peers.DuckDbAsync(["duckdb_peer.mjs", file], cancellationToken);
        using var simdjson = await Peers.SimdjsonAsync(file, cancellationToken);
        var fromMemory = new Series();
        var fromFile = new Series();
        var serializer = new Series();
        var duckTimes = new Series();
        var simdjsonTimes = new Series();

        // One after the other in each round: what slows the machine for a while slows them all.
        for (var round = -WarmUps; round < Rounds; round++)
        {
            fromMemory.Add(round, await TimeAsync(() => GroupAsync(new MemoryStream(bytes), cancellationToken)));
            fromFile.Add(round, await TimeAsync(() => GroupAsync(OpenRead(file), cancellationToken)));
            serializer.Add(round, await TimeAsync(() => Task.FromResult(GroupWithSerializer(bytes))));
            await duckTimes.AskAsync(round, duck, cancellationToken);
            await simdjsonTimes.AskAsync(round, simdjson, cancellationToken);
        }

        var check = fromMemory.Check;
        foreach (var other in new[] { fromFile, serializer, duckTimes, simdjsonTimes }.Where(other => other.Check is not null))
        {
            if (!string.Equals(check, other.Check, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"not the same work: {check} and {other.Check}");
            }
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"parse and group {Rows:N0} rows, {bytes.Length / 1e6:F0} MB");
        return
        [
            duck.Missing is { } why ? BenchRow.Missing(what, why)
                : BenchRow.Speed(what + ", from a file", fromFile.Median, "DuckDB, 1 thread", duckTimes.Median, 2.5),
            BenchRow.Speed(what, fromMemory.Median, "JsonSerializer + LINQ", serializer.Median, 6),
            BenchRow.Share("  its allocation", fromMemory.Allocated / 1e6, "JsonSerializer + LINQ", serializer.Allocated / 1e6, "MB", 0.02),
            simdjson.Missing is { } lack ? BenchRow.Missing(what, lack)
                : BenchRow.Speed(what, fromMemory.Median, "simdjson On-Demand", simdjsonTimes.Median, 0.8),
        ];
    }

    private static FileStream OpenRead(string file) => new(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });

    private static async Task<string> GroupAsync(Stream body, CancellationToken cancellationToken)
    {
        await using (body)
        {
            using var sink = new GroupingSink();
            await CensusReader.ReadAsync(body, sink, cancellationToken);
            return sink.Check();
        }
    }

    private static string GroupWithSerializer(byte[] bytes)
    {
        var rows = JsonSerializer.Deserialize<string[][]>(bytes)!;
        var groups = rows.Skip(1)
            .GroupBy(row => (row[2][..4], row[0]))
            .Select(group => (
                Value: group.Sum(row => long.Parse(row[7], CultureInfo.InvariantCulture)),
                Quantity: group.Sum(row => long.Parse(row[8], CultureInfo.InvariantCulture))))
            .ToList();
        return FormattableString.Invariant($"{groups.Count} {groups.Sum(group => group.Value)} {groups.Sum(group => group.Quantity)}");
    }

    private static async Task<Measurement> TimeAsync(Func<Task<string>> work)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var check = await work();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Measurement(time, GC.GetTotalAllocatedBytes(precise: true) - allocated, check);
    }
}
