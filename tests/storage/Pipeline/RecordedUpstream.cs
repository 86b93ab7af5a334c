using System.Net.Http.Json;
using Aim.Upstream;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>The recorded upstream over a folder of its own.</summary>
internal sealed class RecordedUpstream : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly UpstreamServer server;
    private readonly HttpClient http;

    private RecordedUpstream(DirectoryInfo directory, UpstreamServer server)
    {
        (this.directory, this.server) = (directory, server);
        http = new HttpClient { BaseAddress = server.BaseAddress };
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RecordedUpstream> StartAsync(string? key = null)
    {
        var folder = Directory.CreateTempSubdirectory("aim-recorded-");
        return new RecordedUpstream(folder, await UpstreamServer.StartAsync(new UpstreamOptions { DataDirectory = folder.FullName, CensusKey = key, BlsKey = key }, Ct));
    }

    public Uri Address => server.BaseAddress;

    /// <summary>The settings of a pipeline that asks this upstream, with limits that suit a test.</summary>
    public Dictionary<string, string?> Settings(string key = "k", string firstMonth = "2025-01") => Settings(Address, key, firstMonth);

    /// <summary>The settings of a pipeline that asks it at another address, through which its requests go.</summary>
    public Dictionary<string, string?> Settings(Uri address, string key = "k", string firstMonth = "2025-01") => new(StringComparer.Ordinal)
    {
        ["Aim:Census:BaseUrl"] = address.ToString(),
        ["Aim:Census:Key"] = key,
        ["Aim:Census:FirstMonth"] = firstMonth,
        ["Aim:Census:PauseMilliseconds"] = "0",
        ["Aim:Census:AttemptSeconds"] = "1",
        ["Aim:Census:BudgetSeconds"] = "4",
        ["Aim:Census:Retries"] = "1",
        ["Aim:Census:RetryMilliseconds"] = "5",
        ["Aim:Comtrade:BaseUrl"] = address.ToString(),
        ["Aim:Comtrade:Key"] = key,
        ["Aim:Comtrade:FirstMonth"] = firstMonth,
        ["Aim:Comtrade:PauseMilliseconds"] = "0",
        ["Aim:Comtrade:AvailabilityMinutes"] = "0",
        ["Aim:Licenses:Url"] = $"{address}licenses/",
        ["Aim:Bls:BaseUrl"] = address.ToString(),
        ["Aim:Bls:Key"] = key,
        ["Aim:Bls:FirstYear"] = firstMonth[..4],
        ["Aim:Bls:AttemptSeconds"] = "1",
        ["Aim:Bls:BudgetSeconds"] = "4",
        ["Aim:Bls:Retries"] = "1",
        ["Aim:Bls:RetryMilliseconds"] = "5",
        ["Aim:Usgs:BaseUrl"] = address.ToString(),
        ["Aim:Usgs:FirstIssue"] = firstMonth,
        ["Aim:Usgs:AttemptSeconds"] = "1",
        ["Aim:Usgs:BudgetSeconds"] = "4",
        ["Aim:Usgs:Retries"] = "1",
        ["Aim:Usgs:RetryMilliseconds"] = "5",
    };

    public void Imports(string name, IEnumerable<(string Month, ImportRow Row)> rows) => Write(
        name,
        "period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd",
        rows.Select(r => $"{r.Month},{r.Row.Code},{r.Row.Country},{r.Row.Value},{r.Row.Kilograms},{r.Row.GeneralValue},{r.Row.GeneralKilograms},0,0"));

    public void Exports(string name, IEnumerable<(string Month, ImportRow Row)> rows) => Write(
        name,
        "period,schedule_b,cty_code,all_val_usd,qty_kg",
        rows.Select(r => $"{r.Month},{r.Row.Code},{r.Row.Country},{r.Row.Value},{r.Row.Kilograms}"));

    public void Comtrade(string name, IEnumerable<string> rows) => Write(name, "period,reporter_m49,partner_m49,flow,hs,net_kg,value_usd", rows);

    public void Licenses(DateOnly day, string csv) =>
        File.WriteAllText(Path.Combine(directory.FullName, $"licenses-{day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}.csv"), csv);

    public void Save(string name, string text) => File.WriteAllText(Path.Combine(directory.FullName, name), text);

    /// <summary>Sets the day as of which the service answers.</summary>
    public async Task SetDayAsync(DateOnly day)
    {
        using var response = await http.PutAsJsonAsync("/_replay", new { date = day }, Ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Sets the faults, as JSON objects; none ends them.</summary>
    public async Task SetFaultsAsync(params string[] rules)
    {
        using var content = new StringContent($"[{string.Join(',', rules)}]", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await http.PutAsync(new Uri("/_faults", UriKind.Relative), content, Ct);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>How often the first fault matched, and how often it struck.</summary>
    public async Task<(int Matched, int Struck)> FirstFaultAsync()
    {
        var first = (await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/_faults", Ct))[0];
        return (first.GetProperty("matched").GetInt32(), first.GetProperty("struck").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        directory.Delete(recursive: true);
    }

    private void Write(string name, string header, IEnumerable<string> rows) =>
        File.WriteAllLines(Path.Combine(directory.FullName, name), rows.Prepend(header));
}
