using System.Globalization;
using Aim.Upstream;

namespace Aim.Faults.House;

/// <summary>What the statistical services say, month by month; a test can change it at any time.</summary>
internal sealed class Recording : IAsyncDisposable
{
    public const string Primary = "7601103000", Plate = "7606113060";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("aim-faults-");
    private readonly SortedDictionary<string, string[]> imports = new(StringComparer.Ordinal);
    private UpstreamServer? server;

    public Uri Address => server!.BaseAddress;

    public static async Task<Recording> StartAsync()
    {
        var recording = new Recording();
        recording.server = await UpstreamServer.StartAsync(new UpstreamOptions
        {
            DataDirectory = recording.directory.FullName,
            CensusKey = Secrets.CensusKey,
            ComtradeKey = Secrets.ComtradeKey,
            BlsKey = Secrets.BlsKey,
        });
        return recording;
    }

    /// <summary>Sets what the Census has of a month: the value and ten kilograms of each of these codes and countries.</summary>
    public void Imports(string month, params (string Code, string Country, long Value)[] rows)
    {
        imports[month] = [.. rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{month},{r.Code},{r.Country},{r.Value},10,{r.Value},10,0,0"))];
        Save(
            "census-imports.csv",
            ["period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd", .. imports.Values.SelectMany(m => m)]);
    }

    public void Exports(string month, long value) =>
        Save("census-exports.csv", ["period,schedule_b,cty_code,all_val_usd,qty_kg", string.Create(CultureInfo.InvariantCulture, $"{month},7601103000,1220,{value},10")]);

    /// <summary>Canada's exports to so many partners: the same of two headings.</summary>
    public void Comtrade(string month, IEnumerable<(int Partner, long Value)> rows) => Save(
        "comtrade.csv",
        ["period,reporter_m49,partner_m49,flow,hs,net_kg,value_usd", .. from r in rows from heading in (int[])[7601, 7606] select string.Create(CultureInfo.InvariantCulture, $"{month},124,{r.Partner},X,{heading},1000,{r.Value}")]);

    public void Save(string name, IEnumerable<string> lines)
    {
        // The service must not read half a file.
        var written = Path.Combine(directory.FullName, "new");
        File.WriteAllLines(written, lines);
        File.Move(written, Path.Combine(directory.FullName, name), overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        directory.Delete(recursive: true);
    }
}
