using Aim.Upstream;
using Xunit;

namespace Aim.Tests.Upstream;

/// <summary>A folder of recorded files, the upstream that serves it, and a client that follows no redirect.</summary>
internal sealed class RecordedFolder : IAsyncDisposable
{
    private const string ImportHeader = "period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd";
    private const string ComtradeHeader = "period,reporter_m49,partner_m49,flow,hs,net_kg,value_usd";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aim-upstream-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private UpstreamServer? _server;

    public string Path => _directory.FullName;

    public HttpClient Http => _http;

    public RecordedFolder With(string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return this;
    }

    public RecordedFolder WithImports(string name, params string[] rows) => With(name, string.Join('\n', rows.Prepend(ImportHeader)) + "\n");

    public RecordedFolder WithComtrade(string name, params string[] rows) => With(name, string.Join('\n', rows.Prepend(ComtradeHeader)) + "\n");

    public async Task<RecordedFolder> StartAsync(string? key = null)
    {
        _server = await UpstreamServer.StartAsync(new UpstreamOptions { DataDirectory = Path, CensusKey = key, ComtradeKey = key, BlsKey = key }, TestContext.Current.CancellationToken);
        _http.BaseAddress = _server.BaseAddress;
        return this;
    }

    public Task<CensusTable> ImportsAsync(string query) => CensusTable.GetAsync(_http, "imports", query);

    public Task<HttpResponseMessage> GetAsync(string query, string flow = "imports") =>
        _http.GetAsync($"/data/timeseries/intltrade/{flow}/hs?{query}", TestContext.Current.CancellationToken);

    public async Task PutAsync(string path, string json)
    {
        using var content = new StringContent(json);
        content.Headers.ContentType = new("application/json");
        using var response = await _http.PutAsync(path, content, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
