using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aim.Cli;

/// <summary>
/// A process that must not outlive this one. Its standard input is a pipe that we hold: when we die, even by kill -9, it
/// reads the end of that pipe. When disposed of it is asked to stop (SIGTERM), and killed with its children if it does not.
/// </summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    // A process that ours started and left may hold its output open for ever.
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly StreamWriter input;
    private readonly TimeSpan patience;

    private ChildProcess(Process process, Task ended, TimeSpan patience)
    {
        this.process = process;
        this.patience = patience;
        input = process.StandardInput;
        Id = process.Id;
        Exited = ExitedAsync(ended);
    }

    public int Id { get; }

    /// <summary>The exit code, once the process has ended and its last lines were handed on.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="startInfo">Program, arguments, directory and environment.</param>
    /// <param name="onLine">Gets each line that the program prints, from any thread; null: it prints to our console.</param>
    /// <param name="patience">Time from SIGTERM to the kill; 8 seconds when not given.</param>
    /// <exception cref="CliException">There is no such program.</exception>
    public static ChildProcess Start(ProcessStartInfo startInfo, Action<string>? onLine = null, TimeSpan? patience = null)
    {
        startInfo.RedirectStandardInput = true;
        startInfo.RedirectStandardOutput = startInfo.RedirectStandardError = onLine is not null;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = new Process { StartInfo = startInfo, EnableRaisingEvents = true };
        child.Exited += (_, _) => ended.TrySetResult();
        try
        {
            child.Start();
        }
        catch (Win32Exception exception)
        {
            child.Dispose();
            throw new CliException($"Cannot start {startInfo.FileName}: {exception.Message}");
        }

        if (onLine is not null)
        {
            DataReceivedEventHandler handOn = (_, e) =>
            {
                if (e.Data is not null)
                    onLine(e.Data);
            };
            child.OutputDataReceived += handOn;
            child.ErrorDataReceived += handOn;
            child.BeginOutputReadLine();
            child.BeginErrorReadLine();
        }

        return new ChildProcess(child, ended.Task, patience ?? TimeSpan.FromSeconds(8));
    }

    /// <summary>Runs a program to its end; when cancelled it is stopped first.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ProcessStartInfo startInfo, Action<string>? onLine, CancellationToken cancellationToken)
    {
        await using var child = Start(startInfo, onLine);
        return await child.Exited.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            _ = Kill(Id, SigTerm);
            await Task.WhenAny(Exited, Task.Delay(patience));
        }

        if (!Exited.IsCompleted)
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }

        input.Dispose();
        process.Dispose();
    }

    private async Task<int> ExitedAsync(Task ended)
    {
        await ended;
        using var limit = new CancellationTokenSource(LastLines);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
