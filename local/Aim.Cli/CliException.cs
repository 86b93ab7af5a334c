namespace Aim.Cli;

/// <summary>Ends the program with one line for its user.</summary>
/// <param name="message">The line.</param>
/// <param name="exitCode">2 for what the user asked wrongly, 1 for what did not work.</param>
internal sealed class CliException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
