using System.Diagnostics;

namespace Aim.Bench;

/// <summary>This program once more, in a process of its own which ends with its standard input or by itself.</summary>
internal sealed class SelfProcess : IDisposable
{
    private readonly Process process;

    /// <param name="arguments">What it is to do; see <c>Program.cs</c>.</param>
    /// <param name="environment">Set for it, beside what it inherits.</param>
    public SelfProcess(string[] arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
    }

    public StreamReader Output => process.StandardOutput;

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it says that it worked.</returns>
    public async Task<bool> WorkedAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(15)))
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
