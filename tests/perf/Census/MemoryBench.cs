using System.Diagnostics;
using System.Globalization;

namespace Aim.Bench.Census;

/// <summary>Reads an answer of 400 MB from a server in another process, in a process whose heap cannot grow beyond the budget.</summary>
internal sealed class MemoryBench : IBench
{
    public const string ServerCommand = "answer-server";
    public const string ReaderCommand = "answer-reader";
    private const int AnswerMegabytes = 400;
    private const int LimitMebibytes = 64;

    public string Name => "memory";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        using var server = Start([ServerCommand, $"{AnswerMegabytes}"], []);
        var address = await server.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("the server did not start");
        var limit = (LimitMebibytes << 20).ToString("X", CultureInfo.InvariantCulture);
        using var reader = Start([ReaderCommand, address], new() { ["DOTNET_GCHeapHardLimit"] = limit });
        var peak = await reader.StandardOutput.ReadToEndAsync(cancellationToken);
        await reader.WaitForExitAsync(cancellationToken);
        server.StandardInput.Close();
        await server.WaitForExitAsync(cancellationToken);

        var what = $"read one answer of {AnswerMegabytes} MB into cells: peak managed heap, hard limit set";
        return reader.ExitCode == 0
            ? [BenchRow.Limit(what, double.Parse(peak, CultureInfo.InvariantCulture), "MiB", LimitMebibytes)]
            : [new BenchRow(what, "failed", "", "", $"<= {LimitMebibytes} MiB", Met: false)];
    }

    /// <summary>Starts this program again, with its own arguments and environment.</summary>
    public static Process Start(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
