using System.Globalization;
using Aim.Pipeline.Licenses;

namespace Aim.Bench.Licenses;

/// <summary>Reads and groups a snapshot.</summary>
internal static class LicenseLoad
{
    public const string Command = "license-load";

    private static readonly LicenseRules Rules = new(code => code is >= 7_601_000_000 and < 7_617_000_000);

    /// <summary>Writes the peak of the managed heap, in MiB, to the standard output.</summary>
    public static async Task<int> RunAsync(string file)
    {
        long peak = 0;
        await using var sampler = new Timer(_ => peak = Math.Max(peak, Heap()), null, 0, 2);
        await GroupAsync(file, CancellationToken.None);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Math.Max(peak, Heap()) / 1048576.0:F1}"));
        return 0;
    }

    /// <summary>Answers with the number of cells and their sums: equal for all who did the same work.</summary>
    public static async Task<string> GroupAsync(string file, CancellationToken cancellationToken)
    {
        await using var csv = new FileStream(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        using var cells = new LicenseCells();
        var counts = await LicenseReader.ReadAsync(csv, Rules, cells, cancellationToken);
        if (counts.Refused + counts.Flagged > 0) throw new InvalidOperationException("the rows were meant to be good");

        long groups = 0, kilograms = 0, dollars = 0, second = 0, licenses = 0;
        foreach (var month in cells.Months)
        {
            foreach (var cell in cells.Of(month))
            {
                groups++;
                kilograms += cell.Sums.Kilograms;
                dollars += cell.Sums.Dollars;
                second += cell.Sums.SecondSmeltKilograms;
                licenses += cell.Sums.Licenses;
            }
        }

        return FormattableString.Invariant($"{groups} {kilograms} {dollars} {second} {licenses}");
    }

    /// <summary>What is allocated now, or what the last collection found committed, whichever is more.</summary>
    private static long Heap() => Math.Max(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo().TotalCommittedBytes);
}
