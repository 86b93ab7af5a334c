using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aim.EndToEnd.Tests;

namespace Aim.Bench.Site;

/// <summary>The command over the sample, with its first screens published, in a directory that goes with it.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    public const string AdminKey = "bench";

    // A machine with other work takes minutes over what takes seconds alone.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("aim-bench-");
    private readonly Process _process;

    private RunningSite(string command)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Take()}");
        _process = Process.Start(new ProcessStartInfo(command, ["run", "--port", new Uri(Address).Port.ToString(CultureInfo.InvariantCulture), "--state", _state.FullName, "--admin-key", AdminKey])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public string Address { get; }

    public static async Task<RunningSite> StartAsync(string command, CancellationToken cancellationToken)
    {
        var site = new RunningSite(command);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
            while (!await IsPublishedAsync(http, limit.Token)) await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>As Ctrl-C does: it stops what it started.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(CancellationToken.None);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _state.Delete(recursive: true);
    }

    /// <summary>Whether all is ingested, and the pages hold just that.</summary>
    private static async Task<bool> IsPublishedAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            // Each feed has a state too: that of the whole is at the root.
            using var status = JsonDocument.Parse(await http.GetStringAsync("api/v1/status.json", cancellationToken));
            return string.Equals(status.RootElement.GetProperty("state").GetString(), "idle", StringComparison.Ordinal)
                && (await http.GetStringAsync("/", cancellationToken)).Contains($"version {status.RootElement.GetProperty("data_version").GetString()}", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
