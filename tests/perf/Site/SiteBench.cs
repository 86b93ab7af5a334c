using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Aim.Bench.Site;

/// <summary>The pages in a real browser as a slow machine on a slow line sees them: processor 4 times slower, 1.6 Mbit/s, 150 ms.</summary>
internal sealed class SiteBench : IBench
{
    private const int Rounds = 5;
    private const double FirstChartMilliseconds = 1000, Moved = 0.02, InitialScriptKib = 40, AllScriptKib = 120, FirstDataKib = 15;

    private static readonly string Root = Path.GetFullPath(Path.Combine(Tool.Folder, "..", ".."));

    public string Name => "site";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var command = Path.Combine(Root, "aim");
        // Whatever is not built yet is built now.
        if (await Tool.TryRunAsync(command, ["--help"], cancellationToken) is { } why) throw new InvalidOperationException(why);

        await using var site = await RunningSite.StartAsync(command, cancellationToken);
        using var pages = JsonDocument.Parse(await MeasureAsync(site.Address, cancellationToken));
        return
        [
            .. pages.RootElement.EnumerateArray().SelectMany(Rows),
            BenchRow.Limit("all scripts, gzip", AllScripts(), "KiB", AllScriptKib),
        ];
    }

    private static IEnumerable<BenchRow> Rows(JsonElement page)
    {
        var path = page.GetProperty("path").GetString()!;
        double Number(string name) => page.GetProperty(name).GetDouble();
        if (path.Contains('?', StringComparison.Ordinal))
        {
            yield return BenchRow.Figure($"{path} (not published): own chart", Number("alive"), "ms");
            yield break;
        }

        yield return BenchRow.Below($"{path} first chart", Number("chart"), "ms", FirstChartMilliseconds);
        yield return BenchRow.Figure($"{path} chart alive", Number("alive"), "ms");
        yield return BenchRow.Below($"{path} layout shift", Number("moved"), "", Moved);
        yield return BenchRow.Figure($"{path} document, gzip", Number("html") / 1024, "KiB");
        yield return BenchRow.Limit($"{path} first scripts, gzip", Number("scripts") / 1024, "KiB", InitialScriptKib);
        yield return BenchRow.Limit($"{path} first data, gzip", Number("data") / 1024, "KiB", FirstDataKib);
    }

    private static double AllScripts() =>
        new DirectoryInfo(Path.Combine(Root, "site", "dist", "assets")).EnumerateFiles("*.js.gz").Sum(file => file.Length) / 1024d;

    private static async Task<string> MeasureAsync(string address, CancellationToken cancellationToken)
    {
        string[] arguments = ["--import", "tsx", Path.Combine(Tool.Folder, "Site", "measure.mjs"), address, Rounds.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Path.Combine(Root, "site"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException("The pages could not be measured.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
