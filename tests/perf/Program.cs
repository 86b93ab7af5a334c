using Aim.Bench;
using Aim.Bench.Census;
using Aim.Bench.Licenses;

// Some benches need a process of their own; it is this program again.
if (args is [MemoryBench.ServerCommand, var megabytes])
{
    return await AnswerServer.RunAsync(long.Parse(megabytes, System.Globalization.CultureInfo.InvariantCulture));
}

if (args is [MemoryBench.ReaderCommand, var address])
{
    return await AnswerReader.RunAsync(new Uri(address));
}

if (args is [LicenseLoad.Command, var file])
{
    return await LicenseLoad.RunAsync(file);
}

IBench[] benches = [new ParseBench(), new MemoryBench(), new LicenseBench()];
var chosen = args is [var name] ? [.. benches.Where(bench => string.Equals(bench.Name, name, StringComparison.Ordinal))] : benches;
if (args.Length > 1 || chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"usage: bench [{string.Join(" | ", benches.Select(bench => bench.Name))}]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var rows = new List<BenchRow>();
foreach (var bench in chosen)
{
    await Console.Error.WriteLineAsync($"{bench.Name} ...");
    rows.AddRange(await bench.RunAsync(stop.Token));
}

BenchTable.Print(Console.Out, rows);
return rows.Exists(row => row.Met == false) ? 1 : 0;
