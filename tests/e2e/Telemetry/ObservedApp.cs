using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Aim.Cli;
using Aim.EndToEnd.Tests.Http;
using Aim.EndToEnd.Tests.Licenses;
using Aim.Upstream;
using Xunit;

namespace Aim.EndToEnd.Tests.Telemetry;

/// <summary>The app's own process with keys that sources insist on, so that each of them is used, and with a receiver of its telemetry.</summary>
public sealed class ObservedApp : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly string census = NewKey(), comtrade = NewKey(), bls = NewKey(), admin = NewKey();
    private Azurite? storage;
    private UpstreamServer? upstream;
    private OtlpReceiver? receiver;

    internal byte[] Traces => receiver!.Of("traces");

    internal byte[] Metrics => receiver!.Of("metrics");

    /// <summary>What nobody may read anywhere, by name.</summary>
    internal IReadOnlyDictionary<string, string> Secrets => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Census"] = census,
        ["Comtrade"] = comtrade,
        ["BLS"] = bls,
        ["admin"] = admin,
        ["storage"] = storage!.ConnectionString.Split("AccountKey=")[1].Split(';')[0],
    };

    /// <summary>Runs the app over a life of its own: it pulls, publishes, answers, refuses a row, and ends.</summary>
    public async ValueTask InitializeAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(
            Path.Combine(directory.Path, "census-imports.csv"),
            "period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd\n2025-01,7601103000,1220,2000,200,2000,200,,\n",
            cancelled);
        storage = await Azurite.StartAsync(Path.Combine(directory.Path, "storage"), cancelled);
        upstream = await UpstreamServer.StartAsync(
            new UpstreamOptions { DataDirectory = directory.Path, CensusKey = census, ComtradeKey = comtrade, BlsKey = bls }, cancelled);
        receiver = await OtlpReceiver.StartAsync(cancelled);

        var address = new Uri($"http://localhost:{FreePort.Take()}/");
        await using var app = ChildProcess.Start(Command(address), _ => { });
        using var api = new Api(address);
        while (!await AnswersAsync(api))
        {
            Assert.False(app.Exited.IsCompleted);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancelled);
        }

        await api.WaitUntilIdleAsync();
        for (var i = 0; i < 2; i++) await api.TextAsync("api/v1/us-imports.json?by=country");
        using var refused = await api.GetAsync($"api/v1/us-imports.json?code={Uri.EscapeDataString(admin)}");
        using var ledger = await api.GetAsync("api/v1/admin/runs", ("x-functions-key", admin));
        using var rows = new StringContent(UploadApp.Header
            + string.Concat(Enumerable.Range(1, 40).Select(i => UploadApp.Row($"L{i}", "2025-02-10", 100)))
            + UploadApp.Row("L41", "2025-02-10", 100, status: "lost"));
        using var loaded = await api.SendAsync(HttpMethod.Put, "api/v1/admin/licenses/2025-02-18", rows, ("x-functions-key", admin));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK], [refused.StatusCode, ledger.StatusCode, loaded.StatusCode]);
        await api.WaitUntilIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (receiver is not null) await receiver.DisposeAsync();
        if (upstream is not null) await upstream.DisposeAsync();
        if (storage is not null) await storage.DisposeAsync();
        directory.Dispose();
    }

    private ProcessStartInfo Command(Uri address)
    {
        var command = new ProcessStartInfo("dotnet", [Repository.Assembly("functions/Aim.Functions", "Aim.Functions")]);
        var choice = new UpstreamChoice("observed", directory.Path, Live: false);
        foreach (var (name, value) in AppSettings.For(choice, storage!.ConnectionString, upstream!.BaseAddress, address, null, directory.Path, admin)) command.Environment[name] = value;
        command.Environment["Aim__Census__Key"] = census;
        command.Environment["Aim__Comtrade__Key"] = comtrade;
        command.Environment["Aim__Bls__Key"] = bls;
        command.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver!.Address;
        command.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        command.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        return command;
    }

    private static async Task<bool> AnswersAsync(Api api)
    {
        try
        {
            using var answer = await api.GetAsync("api/v1/status.json");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
