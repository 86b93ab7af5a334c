using System.CommandLine;
using System.Diagnostics;

namespace Aim.Cli;

/// <summary><c>aim bench</c>: the measurements of tests/perf.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("name")
        {
            Description = "What to measure, and its own options; everything when left out",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new Command("bench", "Measure the budgets, as ratios within one run") { names };
        command.SetAction((arguments, stop) => ChildProcess.RunAsync(
            new ProcessStartInfo(
                "dotnet",
                ["run", "-c", "Release", "--project", Path.Combine(Repository.Root, "tests", "perf"), "--", .. arguments.GetValue(names) ?? []]),
            onLine: null,
            stop));
        return command;
    }
}
