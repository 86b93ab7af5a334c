using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Aim.Cli;

/// <summary><c>aim test</c>: every suite of the repository, and one closing line with the totals.</summary>
internal static class TestCommand
{
    // A suite that hangs must not hang whoever waits for the totals.
    private static readonly TimeSpan SuiteLimit = TimeSpan.FromMinutes(20);

    public static Command Create()
    {
        var filter = new Argument<string?>("filter")
        {
            Description = "Run only the .NET tests whose full name has this text",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("test", "Run all tests; the last line counts them") { filter };
        command.SetAction((arguments, stop) => RunAsync(arguments.GetValue(filter), stop));
        return command;
    }

    private static async Task<int> RunAsync(string? filter, CancellationToken stop)
    {
        var totals = new TestTotals(0, 0);
        if (filter is null)
            totals += await SuiteAsync("format", TestSuites.FormatAsync, stop);

        if (filter is null && Site.Exists)
        {
            totals += await SuiteAsync(
                "site",
                async limit =>
                {
                    await Browser.EnsureAsync(Progress.Console, limit);
                    await Site.BuildAsync(Progress.Console, limit);
                    return await TestSuites.NpmAsync(Site.Folder, limit);
                },
                stop);
        }

        var faults = new FaultTable();
        foreach (var project in Projects())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var assembly = Repository.Assembly(Path.GetDirectoryName(project)!, name);
            totals += await SuiteAsync(name, limit => TestSuites.XunitAsync(assembly, filter, faults, limit), stop);
        }

        if (filter is null)
            totals += Told(faults.Write());

        totals = totals.Judged(exitCode: 0, mayBeEmpty: false);
        Console.WriteLine(totals);
        return totals.Failed == 0 ? 0 : 1;
    }

    private static TestTotals Told(IReadOnlyList<int> untested)
    {
        foreach (var number in untested)
            Console.WriteLine($"No test bears the number of fault {number} of tests/faults/faults.csv.");
        return new(0, untested.Count);
    }

    /// <summary>From the ones that need least to the ones that need everything.</summary>
    private static IEnumerable<string> Projects() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .OrderByDescending(project => project, StringComparer.Ordinal);

    private static async Task<TestTotals> SuiteAsync(
        string name, Func<CancellationToken, Task<TestTotals>> run, CancellationToken stop)
    {
        Console.WriteLine($"== {name}");
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(SuiteLimit);
        TestTotals totals;
        try
        {
            totals = await run(limit.Token);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested && exception is OperationCanceledException or CliException)
        {
            Console.WriteLine(exception is CliException ? exception.Message : $"Not done after {SuiteLimit.TotalMinutes} minutes.");
            totals = new(0, 1);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"   {totals.Passed} of {totals.Passed + totals.Failed} passed in {Stopwatch.GetElapsedTime(began):m\\:ss}"));
        return totals;
    }
}
