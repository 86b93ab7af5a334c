using System.Diagnostics;

namespace Aim.Cli;

/// <summary>The browser that tests of the site drive.</summary>
internal static class Browser
{
    /// <summary>Names a browser outside of the PATH; tests of the site read it too.</summary>
    private const string Setting = "AIM_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Installs Chromium where that is possible, and says so where it is not: the tests that need it then tell.</summary>
    public static async Task EnsureAsync(Progress progress, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } || Names.Any(IsOnPath))
            return;

        if (!Environment.IsPrivilegedProcess || !IsOnPath("apt-get"))
        {
            progress.Say($"No Chromium on the PATH, and {Setting} names none: tests in a browser are skipped.");
            return;
        }

        progress.Say("Installing Chromium");
        var output = new Transcript();
        foreach (var arguments in (string[][])[["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]])
        {
            var startInfo = new ProcessStartInfo("apt-get", arguments) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } };
            if (await ChildProcess.RunAsync(startInfo, output.Add, cancellationToken) != 0)
                progress.Say($"apt-get {string.Join(' ', arguments)} failed:{Environment.NewLine}{output}");
        }
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
