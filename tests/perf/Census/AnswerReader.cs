using System.Globalization;
using Aim.Pipeline.Census;
using Aim.Trade;

namespace Aim.Bench.Census;

/// <summary>Reads the answer of <see cref="AnswerServer"/> and writes the peak of the managed heap, in MiB, to the standard output.</summary>
internal static class AnswerReader
{
    public static async Task<int> RunAsync(Uri address)
    {
        long peak = 0;
        await using var sampler = new Timer(_ => peak = Math.Max(peak, Heap()), null, 0, 2);
        using var client = new HttpClient();
        await using var body = await client.GetStreamAsync(address);
        using var month = await CensusMonthReader.ReadAsync(body, CensusLayout.Imports, new Month(2025, 3), CancellationToken.None);
        peak = Math.Max(peak, Heap());
        if (month.Cells.Length != AnswerServer.Cells || month.Counts.BrokenOut < 1_000_000)
        {
            await Console.Error.WriteLineAsync($"{month.Cells.Length} cells, {month.Counts.BrokenOut} rows by district");
            return 1;
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{peak / 1048576.0:F1}"));
        return 0;
    }

    /// <summary>What is allocated now, or what the last collection found committed, whichever is more.</summary>
    private static long Heap() => Math.Max(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo().TotalCommittedBytes);
}
