using System.CommandLine;
using Aim.Cli;

var root = new RootCommand("The open Aluminum Import Monitor on this machine.")
{
    RunCommand.Create(),
    TestCommand.Create(),
    BenchCommand.Create(),
};
using var stop = new StopSignal();
var arguments = root.Parse(args);
if (arguments.Errors is [var error, ..])
{
    var reason = arguments.UnmatchedTokens is [var token, ..] ? $"There is no '{token}'." : error.Message;
    Console.Error.WriteLine($"aim: {reason} (./aim --help lists what there is)");
    return 2;
}

try
{
    return await arguments.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return 130;
}
catch (Exception exception) when (exception is CliException or InvalidOperationException or IOException)
{
    Console.Error.WriteLine("aim: " + Transcript.WithoutAddresses(exception.Message));
    return (exception as CliException)?.ExitCode ?? 1;
}
