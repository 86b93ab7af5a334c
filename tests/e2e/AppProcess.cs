using System.Diagnostics;
using Aim.Cli;

namespace Aim.EndToEnd.Tests;

/// <summary>
/// A real <c>aim run</c> in a process of its own, on a free port and with a state directory of its own, which goes with it.
/// </summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const string ReadyPrefix = "Ready: ";
    private const string KeyPrefix = "Admin key: ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    // The app, then storage, each with its own patience.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory state = new();
    private readonly List<string> output = [];
    private readonly string[] arguments;
    private ChildProcess? process;
    private IReadOnlyList<int> orphans = [];

    /// <param name="arguments">More of them, as <c>--data DIR</c>.</param>
    public AppProcess(params string[] arguments)
    {
        var port = FreePort.Take();
        BaseAddress = new Uri($"http://localhost:{port}/");
        this.arguments = ["run", "--port", $"{port}", "--state", state.Path, .. arguments];
    }

    public Uri BaseAddress { get; }

    /// <summary>Environment variables of the run.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The state root, for a second run that wants the same.</summary>
    public string State => state.Path;

    public string AdminKey => Output.Last(line => line.StartsWith(KeyPrefix, StringComparison.Ordinal))[KeyPrefix.Length..];

    /// <summary>The process id of the running command.</summary>
    public int Id => process!.Id;

    /// <summary>Every line so far, of all starts, standard output and error.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (output)
                return [.. output];
        }
    }

    /// <summary>Starts a run and waits until it is ready.</summary>
    /// <param name="arguments">More of them, as <c>--data DIR</c>.</param>
    public static async Task<AppProcess> StartAsync(params string[] arguments)
    {
        var app = new AppProcess(arguments);
        try
        {
            await app.StartAgainAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the command to its end, for the cases that end by themselves.</summary>
    /// <returns>The exit code and everything that it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(params string[] arguments)
    {
        var lines = new List<string>();
        using var limit = new CancellationTokenSource(StartLimit);
        var exitCode = await ChildProcess.RunAsync(Command(arguments), line => Add(lines, line), limit.Token);
        return (exitCode, string.Join('\n', lines));
    }

    /// <summary>Starts the stopped or killed run again: same port, same state.</summary>
    public async Task StartAgainAsync()
    {
        var ready = Launch();
        using var limit = new CancellationTokenSource();
        if (await Task.WhenAny(ready, process!.Exited, Task.Delay(StartLimit, limit.Token)) != ready)
            throw new InvalidOperationException($"aim run did not get ready. It printed:\n{string.Join('\n', Output)}");
        await limit.CancelAsync();
    }

    /// <summary>The same without waiting.</summary>
    /// <returns>Ends when the run is ready.</returns>
    public Task Launch()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = Command(arguments);
        foreach (var (name, value) in Settings) command.Environment[name] = value;
        process = ChildProcess.Start(
            command,
            line =>
            {
                Add(output, line);
                if (line.StartsWith(ReadyPrefix, StringComparison.Ordinal))
                    ready.TrySetResult();
            },
            StopLimit);
        return ready.Task;
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        var stopping = process!;
        process = null;
        await stopping.DisposeAsync();
        return await stopping.Exited;
    }

    /// <summary>SIGKILL for the command alone, as when its machine takes it away.</summary>
    public async Task KillAsync()
    {
        orphans = ProcessTree.Descendants(Id);
        using (var victim = Process.GetProcessById(Id))
            victim.Kill();
        await process!.Exited;
    }

    /// <summary>SIGKILL for the command and all that it has started, as when the power goes.</summary>
    public async Task KillTreeAsync()
    {
        using (var victim = Process.GetProcessById(Id))
            victim.Kill(entireProcessTree: true);
        await process!.Exited;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();

        // After a kill, storage may still be saving into the directory that goes now.
        await ProcessTree.StillRunningAsync(orphans, StopLimit);
        state.Dispose();
    }

    private static ProcessStartInfo Command(string[] arguments) =>
        new("dotnet", [Repository.Assembly("local/Aim.Cli", "aim"), .. arguments]);

    private static void Add(List<string> lines, string line)
    {
        lock (lines)
            lines.Add(line);
    }
}
