namespace Aim.Cli;

/// <summary>One process at a time: an open file that the system releases however its holder ends.</summary>
internal static class FileLock
{
    /// <summary>The lock, to be disposed of, or null when another process holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits until the lock is free.</summary>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancellationToken)
    {
        FileStream? taken;
        while ((taken = TryTake(path)) is null)
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        return taken;
    }
}
