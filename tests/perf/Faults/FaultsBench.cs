using System.Diagnostics;
using System.Text.Json;

namespace Aim.Bench.Faults;

/// <summary>The fault tests with every moment tried, where <c>aim test</c> tries a sample: kills and faults at each call, a hundred thousand strangers.</summary>
internal sealed class FaultsBench : IBench
{
    public string Name => "faults";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var report = Path.GetTempFileName();
        try
        {
            var command = new ProcessStartInfo(
                "dotnet", ["run", "-c", "Release", "--project", Path.Combine(Tool.Folder, "..", "faults"), "--", "-noLogo", "-noColor", "-reporter", "quiet", "-ctrf", report]);
            command.Environment["AIM_FAULTS_HEAVY"] = "1";
            var began = Stopwatch.GetTimestamp();
            using (var process = Process.Start(command)!)
            {
                try
                {
                    await process.WaitForExitAsync(cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }
            }

            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report, cancellationToken));
            var summary = json.RootElement.GetProperty("results").GetProperty("summary");
            return
            [
                BenchRow.All("faults that hold, every moment tried", summary.GetProperty("passed").GetInt32(), summary.GetProperty("tests").GetInt32()),
                BenchRow.Figure("  in", Stopwatch.GetElapsedTime(began).TotalMinutes, "min"),
            ];
        }
        finally
        {
            File.Delete(report);
        }
    }
}
