using System.Globalization;
using System.Text;
using System.Text.Json;
using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>A run that has one Census month and no licences but those that tests bring.</summary>
public sealed class UploadApp : IAsyncLifetime
{
    public const string Header =
        "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port\n";

    private readonly TemporaryDirectory directory = new();
    private AppProcess? app;

    internal Api Api { get; private set; } = null!;

    internal string CensusFile => Path.Combine(directory.Path, "census-imports.csv");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(CensusFile,
            "period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd\n"
            + "2024-12,7601103000,1220,1000,100,1000,100,,\n2025-01,7601103000,1220,2000,200,2000,200,,\n");
        app = await AppProcess.StartAsync("--data", directory.Path);
        Api = new Api(app.BaseAddress);
        await Api.WaitUntilIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (app is not null) await app.DisposeAsync();
        directory.Dispose();
    }

    /// <summary>A good row: three dollars to the kilogram.</summary>
    internal static string Row(string id, string imported, long kilograms, string status = "active") => string.Create(
        CultureInfo.InvariantCulture, $"{id},2025-01-02,{status},Consumption,{imported},7606123045,CA,CA,CA,,MX,{kilograms},{3 * kilograms},Detroit\n");

    internal Task<(int Status, JsonElement Body)> PutAsync(string day, string text) => PutAsync(day, Encoding.UTF8.GetBytes(text));

    internal async Task<(int Status, JsonElement Body)> PutAsync(string day, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        return await SendAsync(HttpMethod.Put, $"licenses/{day}", content);
    }

    /// <summary>An admin call with the key.</summary>
    internal async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string call, HttpContent? body = null)
    {
        using var answer = await Api.SendAsync(method, $"api/v1/admin/{call}", body, ("x-functions-key", app!.AdminKey));
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Kilograms of licences in a month, as of a day or now.</summary>
    internal async Task<decimal> KilogramsAsync(string month, string more = "")
    {
        var rows = await Api.ColumnsAsync($"api/v1/smelt.json?from={month}&to={month}{more}");
        return 1000 * rows["quantity_t"].Sum(t => t.GetDecimal());
    }

    internal async Task<string> VersionAsync()
    {
        await Api.WaitUntilIdleAsync();
        return (await Api.JsonAsync("api/v1/status.json")).GetProperty("data_version").GetString()!;
    }
}
