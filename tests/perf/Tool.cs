using System.Diagnostics;

namespace Aim.Bench;

/// <summary>Runs the programs that build or install a peer.</summary>
internal static class Tool
{
    /// <summary>The folder of this project, where the sources of the peers are.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <returns>Null when it worked, else the first error that it named.</returns>
    public static async Task<string?> TryRunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? null : $"{program}: {error.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase), error)}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{program} is not installed";
        }
    }

    /// <returns>All that it prints, however it ends; null when it is not installed.</returns>
    public static async Task<string?> OutputAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            return await process.StandardOutput.ReadToEndAsync(cancellationToken) + await error;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Aim.Bench.csproj")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
