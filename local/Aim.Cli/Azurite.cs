using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Aim.Cli;

/// <summary>
/// A storage emulator (blobs and tables) in a process of its own, on free loopback ports, with its data in one directory.
/// It ends with the process that started it, however that one ends, and what it has acknowledged is there at the next start.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // The account that every Azurite has; its key is public.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly FileStream held;
    private readonly Process emulator;

    private Azurite(FileStream held, Process emulator, string blobEndpoint, string tableEndpoint)
    {
        this.held = held;
        this.emulator = emulator;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint={blobEndpoint}/{Account};TableEndpoint={tableEndpoint}/{Account};";
    }

    /// <summary>For Azure.Storage.Blobs and Azure.Data.Tables. The ports differ from start to start.</summary>
    public string ConnectionString { get; }

    /// <summary>The emulator's process, for tests that kill it.</summary>
    public int ProcessId => emulator.Id;

    /// <summary>Installs the pinned emulator when needed, starts it and waits until it listens.</summary>
    /// <param name="dataDirectory">Made when missing; one emulator at a time.</param>
    /// <exception cref="InvalidOperationException">Node is missing, the directory is in use, or the emulator did not start.</exception>
    public static async Task<Azurite> StartAsync(string dataDirectory, CancellationToken cancellationToken = default)
    {
        var package = Path.Combine(RepositoryRoot(), "local", "azurite");
        await InstallAsync(package, cancellationToken);
        Directory.CreateDirectory(dataDirectory);
        var directoryLock = await LockAsync(dataDirectory, cancellationToken);
        try
        {
            return await LaunchAsync(package, dataDirectory, directoryLock, cancellationToken);
        }
        catch
        {
            await directoryLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the emulator: it finishes what it is doing and saves; after 15 seconds it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        // Its standard input ends, which is the same signal as the death of this process.
        emulator.StandardInput.Close();
        await ExitAsync(emulator, TimeSpan.FromSeconds(15));
        emulator.Dispose();
        await held.DisposeAsync();
    }

    private static async Task<Azurite> LaunchAsync(
        string package, string dataDirectory, FileStream directoryLock, CancellationToken cancellationToken)
    {
        // Port 0: the system picks a free one and the emulator tells which.
        var process = StartProcess(
            "node", package,
            "--require", "./exit-with-parent.cjs", "--require", "./journal.cjs", "--require", "./row-lookup.cjs",
            "node_modules/azurite/dist/src/azurite.js",
            "--location", Path.GetFullPath(dataDirectory), "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            "--skipApiVersionCheck", "--silent", "--disableTelemetry");
        try
        {
            directoryLock.SetLength(0);
            directoryLock.Write(Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime():O}")));
            directoryLock.Flush();

            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var startUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            startUp.CancelAfter(TimeSpan.FromSeconds(60));
            string? blobEndpoint = null;
            while (await process.StandardOutput.ReadLineAsync(startUp.Token) is { } line)
            {
                if (Endpoint(line, "Azurite Blob service is successfully listening at ") is { } blob)
                    blobEndpoint = blob;
                if (Endpoint(line, "Azurite Table service is successfully listening at ") is { } table)
                {
                    // Read on, or the emulator would block on a full pipe.
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new Azurite(directoryLock, process, blobEndpoint!, table);
                }
            }

            throw new InvalidOperationException($"The storage emulator did not start: {(await errors).Trim()}");
        }
        catch (Exception exception)
        {
            await ExitAsync(process, TimeSpan.Zero);
            process.Dispose();
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new InvalidOperationException("The storage emulator did not start within 60 seconds.", exception);
            throw;
        }
    }

    private static string? Endpoint(string line, string announcement) =>
        line.StartsWith(announcement, StringComparison.Ordinal) ? line[announcement.Length..].Trim() : null;

    /// <summary>
    /// Holds the directory for this process, and waits for an emulator whose parent has died but which is still saving:
    /// the lock of a dead process is free at once, so the file also says who the emulator was.
    /// </summary>
    internal static async Task<FileStream> LockAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(dataDirectory, "azurite.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"The directory {dataDirectory} is in use by another run.", exception);
        }

        var reader = new StreamReader(file);
        if ((await reader.ReadToEndAsync(cancellationToken)).Split(' ') is [var id, var started]
            && int.TryParse(id, CultureInfo.InvariantCulture, out var processId)
            && DateTime.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startTime)
            && Running(processId, startTime) is { } leftOver)
        {
            using (leftOver)
                await ExitAsync(leftOver, TimeSpan.FromSeconds(15));
        }

        return file;
    }

    /// <summary>The start time tells a left-over emulator from a stranger that got its number.</summary>
    private static Process? Running(int processId, DateTime startTime)
    {
        try
        {
            var process = Process.GetProcessById(processId);
            if ((process.StartTime.ToUniversalTime() - startTime).Duration() < TimeSpan.FromSeconds(2))
                return process;
            process.Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended, or is not ours to look at.
        }

        return null;
    }

    private static async Task ExitAsync(Process process, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task InstallAsync(string package, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(package, "obj"));
        await using var installLock = await OnlyOneAsync(Path.Combine(package, "obj", "install.lock"), cancellationToken);

        // npm writes this file last, so a half-done installation counts as missing.
        var installed = File.GetLastWriteTimeUtc(Path.Combine(package, "node_modules", ".package-lock.json"));
        if (installed >= File.GetLastWriteTimeUtc(Path.Combine(package, "package-lock.json")))
            return;

        using var npm = StartProcess("npm", package, "ci", "--no-audit", "--no-fund");
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {package} failed: {(await errors + await output).Trim()}");
    }

    private static async Task<FileStream> OnlyOneAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    private static Process StartProcess(string program, string directory, params string[] arguments)
    {
        var startInfo = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // It would replace the account that the connection string names.
        startInfo.Environment.Remove("AZURITE_ACCOUNTS");
        try
        {
            return Process.Start(startInfo)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"Node.js 20 is needed: no `{program}` on the PATH.", exception);
        }
    }

    private static string RepositoryRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Aim.Functions.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"No Aim.Functions.sln above {AppContext.BaseDirectory}.");
    }
}
