using System.Diagnostics;

namespace Aim.Cli;

/// <summary>Lays the figures of a running app beside the built pages, in a directory of the run: two runs share the build.</summary>
/// <param name="directory">What is published lies here; emptied at first, because it fits the build of its day only.</param>
/// <param name="address">The app.</param>
/// <param name="progress">Told when it does not work: the pages then ask the app, as without.</param>
internal sealed class SitePublisher(string directory, Uri address, Progress progress)
{
    private (string DataVersion, DateTime Built)? published;
    private bool complained;

    public string Directory { get; } = Emptied(directory);

    /// <summary>Publishes these data with this build of the pages, if that is not done yet.</summary>
    public async Task PublishAsync(string dataVersion, CancellationToken cancellationToken)
    {
        var wanted = (dataVersion, File.GetLastWriteTimeUtc(Path.Combine(Site.Folder, "dist", "manifest.json")));
        if (wanted == published)
            return;

        var output = new Transcript();
        var startInfo = new ProcessStartInfo("node", ["scripts/publish.mjs", "--api", address.OriginalString, "--out", Directory])
        {
            WorkingDirectory = Site.Folder,
            Environment = { ["AIM_LOCAL_PARENT_STDIN"] = "true" },
        };
        var exitCode = await ChildProcess.RunAsync(startInfo, output.Add, cancellationToken);
        if (exitCode == 0)
            published = wanted;
        else if (!complained)
            progress.Say($"The first screens could not be published, and are tried again:{Environment.NewLine}{output}");
        complained = exitCode != 0;
    }

    private static string Emptied(string directory)
    {
        if (System.IO.Directory.Exists(directory))
            System.IO.Directory.Delete(directory, recursive: true);
        System.IO.Directory.CreateDirectory(directory);
        return directory;
    }
}
