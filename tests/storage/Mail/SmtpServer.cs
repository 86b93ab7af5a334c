using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Aim.Storage.Tests.Mail;

/// <summary>A real mail server on a free port of this machine. What befalls a mail is chosen by address.</summary>
public sealed class SmtpServer : IAsyncLifetime
{
    private static readonly string Folder = Find(AppContext.BaseDirectory);

    private readonly ConcurrentQueue<ReceivedMail> mails = [];
    private readonly SemaphoreSlim heard = new(0);
    private Process process = null!;
    private Task reading = Task.CompletedTask;

    public int Port { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // npm writes this file last.
        var installed = File.GetLastWriteTimeUtc(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            using var npm = Start("npm", "ci", "--no-audit", "--no-fund");
            var said = await npm.StandardOutput.ReadToEndAsync(Ct);
            await npm.WaitForExitAsync(Ct);
            Assert.True(npm.ExitCode == 0, said);
        }

        process = Start("node", "server.cjs");
        var line = await process.StandardOutput.ReadLineAsync(Ct) ?? throw new InvalidOperationException("The mail server did not start.");
        Port = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        reading = ReadAsync();
    }

    /// <summary>Says what befalls the mails of some addresses from now on; the others are taken.</summary>
    public async Task SetAsync(params (string Address, string Fate)[] fates)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(fates.ToDictionary(f => f.Address, f => f.Fate, StringComparer.Ordinal)).AsMemory(), Ct);
        await process.StandardInput.FlushAsync(Ct);
        await heard.WaitAsync(Ct);
    }

    /// <summary>The mails that reached the server since the last look; all are taken from now on.</summary>
    internal async Task<List<ReceivedMail>> TakeAsync()
    {
        // Behind its answer stands nothing that happened before.
        await SetAsync();
        var all = new List<ReceivedMail>();
        while (mails.TryDequeue(out var mail)) all.Add(mail);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await reading;
        process.Dispose();
        heard.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line == "heard") heard.Release();
            else mails.Enqueue(new ReceivedMail(JsonElement.Parse(line).GetString()!));
        }
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    private static string Find(string folder) => Path.Combine(folder, "Mail", "smtp") is var wanted && Directory.Exists(wanted) ? wanted : Find(Path.GetDirectoryName(folder)!);
}
