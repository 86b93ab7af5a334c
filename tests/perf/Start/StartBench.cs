using System.Diagnostics;
using System.Globalization;
using Aim.EndToEnd.Tests;

namespace Aim.Bench.Start;

/// <summary>The command itself, from its start to the line that says that the first dashboard answers.</summary>
internal sealed class StartBench : IBench
{
    private const int Rounds = 3;
    private const int LimitSeconds = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "start";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(Path.Combine(Tool.Folder, "..", ".."));
        var command = Path.Combine(root, "aim");
        // Whatever is not built yet is built now.
        if (await Tool.TryRunAsync(command, ["--help"], cancellationToken) is { } why) throw new InvalidOperationException(why);

        var state = Directory.CreateTempSubdirectory("aim-bench-");
        try
        {
            var fresh = await StartAsync(command, ["--state", state.FullName, "--fresh"], cancellationToken);
            var warm = new List<Timeline>();
            for (var round = 0; round < Rounds; round++) warm.Add(await StartAsync(command, ["--state", state.FullName], cancellationToken));

            var median = warm.OrderBy(start => start.Ready).ElementAt(Rounds / 2);
            return
            [
                BenchRow.Limit("start with stored data, to the first dashboard", median.Ready, "s", LimitSeconds),
                .. median.Steps.Select(step => BenchRow.Figure($"  until \"{step.Line}\"", step.Seconds, "s")),
                BenchRow.Figure("start with nothing stored, to the first dashboard", fresh.Ready, "s"),
            ];
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    /// <summary>Runs until it is ready and everything is stored, and stops it.</summary>
    private static async Task<Timeline> StartAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command, ["run", "--port", FreePort.Take().ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            var steps = new List<(string Line, double Seconds)>();
            double? ready = null;
            var ingesting = false;
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                if (line.StartsWith("Starting ", StringComparison.Ordinal)) steps.Add((line, seconds));
                if (line.StartsWith("Ready: ", StringComparison.Ordinal)) ready = seconds;
                // Ready does not wait for a long ingest, which would go on in the next start.
                ingesting = (ingesting || line.EndsWith("ingesting goes on.", StringComparison.Ordinal)) && line != "Everything is ingested.";
                if (ready is { } time && !ingesting) return new Timeline(time, steps);
            }

            throw new InvalidOperationException("aim run ended before it was ready");
        }
        finally
        {
            await StopAsync(process);
        }
    }

    /// <summary>As Ctrl-C does: it stops what it started.</summary>
    private static async Task StopAsync(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(CancellationToken.None);

        // Read on, or it would block on a full pipe.
        await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private sealed record Timeline(double Ready, IReadOnlyList<(string Line, double Seconds)> Steps);
}
