using System.Diagnostics;

namespace Aim.Bench;

/// <summary>A program that works once for each line that it is sent and answers with one line.</summary>
internal sealed class LinePeer(string program, params string[] arguments) : IDisposable
{
    private readonly Process process = Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Tool.Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    /// <summary>Asks for one run.</summary>
    public async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync();
        return await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended without an answer");
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
