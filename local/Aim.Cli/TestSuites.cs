using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aim.Cli;

/// <summary>The kinds of suites that <c>aim test</c> runs. Each prints its failures as they come and returns its count.</summary>
internal static partial class TestSuites
{
    /// <summary>Whitespace of the whole solution; the other style rules are errors of the build.</summary>
    public static async Task<TestTotals> FormatAsync(CancellationToken cancellationToken)
    {
        var exitCode = await ChildProcess.RunAsync(
            new ProcessStartInfo("dotnet", ["format", "whitespace", "Aim.Functions.sln", "--verify-no-changes", "--no-restore"])
            {
                WorkingDirectory = Repository.Root,
            },
            onLine: null,
            cancellationToken);
        return exitCode == 0 ? new(1, 0) : new(0, 1);
    }

    /// <summary>A built xunit project. Its own report is counted, not what it prints.</summary>
    /// <param name="assembly">The project's assembly.</param>
    /// <param name="filter">A part of the full names of the methods to run; null for all.</param>
    /// <param name="faults">Gets the tests that bear the number of a fault.</param>
    /// <param name="cancellationToken">Stops the suite.</param>
    public static async Task<TestTotals> XunitAsync(string assembly, string? filter, FaultTable faults, CancellationToken cancellationToken)
    {
        var report = Path.GetTempFileName();
        try
        {
            string[] selection = filter is null ? [] : ["-method", $"*{filter}*"];
            var exitCode = await ChildProcess.RunAsync(
                new ProcessStartInfo("dotnet", [assembly, "-noLogo", "-noColor", "-reporter", "quiet", .. selection, "-ctrf", report]),
                onLine: null,
                cancellationToken);
            var results = await File.ReadAllTextAsync(report, cancellationToken);
            faults.Add(results);
            return Count(results).Judged(exitCode, mayBeEmpty: filter is not null);
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary><c>npm test</c> in a folder. The closing lines of Node's own test runner are counted; a script without them is one test.</summary>
    public static async Task<TestTotals> NpmAsync(string folder, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var exitCode = await ChildProcess.RunAsync(
            new ProcessStartInfo("npm", ["test"]) { WorkingDirectory = folder },
            line =>
            {
                Console.WriteLine(line);
                if (NodeCount().Match(line) is { Success: true } match)
                {
                    lock (counts)
                        counts[match.Groups["what"].Value] = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
                }
            },
            cancellationToken);
        if (counts.Count == 0)
            return exitCode == 0 ? new(1, 0) : new(0, 1);
        return new TestTotals(
            counts.GetValueOrDefault("pass"),
            counts.GetValueOrDefault("fail") + counts.GetValueOrDefault("cancelled"),
            counts.GetValueOrDefault("skipped")).Judged(exitCode, mayBeEmpty: false);
    }

    /// <summary>The counts of a report in the Common Test Report Format; none when the runner did not get to write it.</summary>
    internal static TestTotals Count(string report)
    {
        if (report.Length == 0)
            return new(0, 0);
        using var json = JsonDocument.Parse(report);
        var summary = json.RootElement.GetProperty("results").GetProperty("summary");
        return new TestTotals(
            summary.GetProperty("passed").GetInt32(),
            summary.GetProperty("failed").GetInt32(),
            summary.GetProperty("skipped").GetInt32());
    }

    [GeneratedRegex(@"^(#|ℹ) (?<what>pass|fail|cancelled|skipped) (?<count>\d+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NodeCount();
}
