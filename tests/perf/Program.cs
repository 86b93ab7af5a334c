using System.Runtime.InteropServices;
using Aim.Bench;
using Aim.Bench.Census;
using Aim.Bench.Comtrade;
using Aim.Bench.Detection;
using Aim.Bench.Faults;
using Aim.Bench.Licenses;
using Aim.Bench.Pipeline;
using Aim.Bench.Serve;
using Aim.Bench.Site;
using Aim.Bench.Start;

// Some benches need a process of their own; it is this program again.
switch (args)
{
    case [AnswerServer.Command, var kind, var size]:
        return await AnswerServer.RunAsync(kind, size);
    case [LimitedIngest.Command, var month]:
        return await LimitedIngest.RunAsync(month);
    case [LicenseLoad.Command, var file]:
        return await LicenseLoad.RunAsync(file);
    case [ComtradeService.Command, var folder]:
        return await ComtradeService.RunAsync(folder);
    case [GrowthLoad.Command, var service]:
        return await GrowthLoad.RunAsync(service);
}

IBench[] benches =
[
    new ParseBench(), new IngestMemoryBench(), new UnchangedBench(), new SeriesBench(), new StartBench(), new SiteBench(), new ServeBench(), new LicenseBench(), new ComtradeBench(), new GrowthBench(), new DetectionBench(),
];
// It measures no budget and takes long: only by its name.
var faults = new FaultsBench();
var chosen = args is [var name] ? [.. benches.Append(faults).Where(bench => string.Equals(bench.Name, name, StringComparison.Ordinal))] : benches;
if (args.Length > 1 || chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"usage: bench [{string.Join(" | ", benches.Append(faults).Select(bench => bench.Name))}]");
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var rows = new List<BenchRow>();
try
{
    foreach (var bench in chosen)
    {
        await Console.Error.WriteLineAsync($"{bench.Name} ...");
        rows.AddRange(await bench.RunAsync(stop.Token));
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

BenchTable.Print(Console.Out, rows);
return rows.Exists(row => row.Met == false) ? 1 : 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
