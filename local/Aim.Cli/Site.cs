using System.Diagnostics;

namespace Aim.Cli;

/// <summary>The static dashboards: built by npm from <c>site/</c> into <c>site/dist</c>.</summary>
internal static class Site
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "site");

    public static bool Exists => File.Exists(Path.Combine(Folder, "package.json"));

    /// <summary>Installs and builds what is older than its sources.</summary>
    /// <returns>The folder to serve; null when the clone has no site.</returns>
    /// <exception cref="CliException">npm is missing or failed.</exception>
    public static async Task<string?> BuildAsync(Progress progress, CancellationToken cancellationToken)
    {
        if (!Exists)
            return null;

        await using var oneAtATime = await FileLock.TakeAsync(Path.Combine(Folder, "obj", "build.lock"), cancellationToken);
        var dist = Path.Combine(Folder, "dist");

        // npm writes this file last, so that a half-done installation counts as missing.
        if (IsOlder(Path.Combine(Folder, "node_modules", ".package-lock.json"), [Path.Combine(Folder, "package-lock.json")]))
            await NpmAsync(["ci", "--no-audit", "--no-fund"], "Installing what the site needs", progress, cancellationToken);
        if (IsOlder(Path.Combine(dist, "index.html"), Sources()))
            await NpmAsync(["run", "build"], "Building the site", progress, cancellationToken);
        return dist;
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateDirectories(Folder)
        .Where(directory => Path.GetFileName(directory) is not ("node_modules" or "dist" or "obj"))
        .SelectMany(directory => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Folder));

    private static bool IsOlder(string product, IEnumerable<string> sources)
    {
        var made = File.GetLastWriteTimeUtc(product);
        return sources.Any(source => File.GetLastWriteTimeUtc(source) > made);
    }

    private static async Task NpmAsync(string[] arguments, string what, Progress progress, CancellationToken cancellationToken)
    {
        progress.Say(what);
        var output = new Transcript();
        var exitCode = await ChildProcess.RunAsync(
            new ProcessStartInfo("npm", arguments) { WorkingDirectory = Folder }, output.Add, cancellationToken);
        if (exitCode != 0)
            throw new CliException($"{what} failed (npm {string.Join(' ', arguments)}):{Environment.NewLine}{output}");
    }
}
