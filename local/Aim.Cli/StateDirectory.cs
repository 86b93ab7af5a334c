using System.Security.Cryptography;

namespace Aim.Cli;

/// <summary>
/// Everything that one upstream leaves behind: storage, admin key, logs. Each upstream has a directory of its own under the
/// state root, so that their data never mix, and a lock beside it, so that one run at a time uses it.
/// </summary>
internal sealed class StateDirectory : IDisposable
{
    private readonly FileStream runLock;

    private StateDirectory(string path, FileStream runLock)
    {
        Path = path;
        this.runLock = runLock;
    }

    public string Path { get; }

    /// <summary>The storage emulator's data.</summary>
    public string Storage => System.IO.Path.Combine(Path, "storage");

    /// <summary>The function app's log.</summary>
    public string Log => System.IO.Path.Combine(Path, "app.log");

    /// <summary>Pages with the figures of this state.</summary>
    public string Site => System.IO.Path.Combine(Path, "site");

    /// <summary>The mails of this state, a file each.</summary>
    public string Mail => System.IO.Path.Combine(Path, "mail");

    /// <param name="root">The state root; made when missing.</param>
    /// <param name="name">The upstream's directory.</param>
    /// <exception cref="CliException">Another run has it, or it cannot be made.</exception>
    public static StateDirectory Open(string root, string name)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(root), name);
        try
        {
            var taken = FileLock.TryTake(path + ".lock") ?? throw new CliException($"Another run uses the state in {path}.", 2);
            Directory.CreateDirectory(path);
            return new StateDirectory(path, taken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The state directory cannot be used: {exception.Message}", 2);
        }
    }

    /// <summary>Begins with nothing.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        // The emulator of a run that was killed may still be saving what is deleted here.
        if (Directory.Exists(Storage))
            await (await Azurite.LockAsync(Storage, cancellationToken)).DisposeAsync();
        Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The admin key of this state: made once, readable by its owner only.</summary>
    public string AdminKey()
    {
        var path = System.IO.Path.Combine(Path, "admin-key");
        if (File.Exists(path) && File.ReadAllText(path) is { Length: 32 } kept)
            return kept;

        var key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        File.Delete(path);
        var ownerOnly = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            ownerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, ownerOnly);
        file.Write(key);
        return key;
    }

    public void Dispose() => runLock.Dispose();
}
