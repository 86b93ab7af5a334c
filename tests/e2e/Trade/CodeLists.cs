using System.Text.Json;
using Aim.EndToEnd.Tests.Http;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>The code lists as the app publishes them, which is all that a stranger has.</summary>
internal sealed record CodeLists(
    IReadOnlyDictionary<string, string> IsoOf,
    IReadOnlyDictionary<string, string> CountryNames,
    IReadOnlyDictionary<string, string> RegionOf,
    IReadOnlyList<(string Prefix, string Product)> Products)
{
    private const string Unmapped = "unmapped";

    public static async Task<CodeLists> ReadAsync(Api api)
    {
        var countries = await api.ColumnsAsync("api/v1/codes/countries.json");
        var regions = await api.ColumnsAsync("api/v1/codes/regions.json");
        var products = await api.ColumnsAsync("api/v1/codes/products.json");
        return new CodeLists(
            Map(countries, "cty_code", "country"),
            Map(countries, "cty_code", "country_name"),
            Map(regions, "cty_code", "region"),
            [.. Texts(products, "hs_prefix").Zip(Texts(products, "product"))]);
    }

    public string Region(string ctyCode) => RegionOf.GetValueOrDefault(ctyCode, Unmapped);

    /// <summary>The product of the longest prefix that fits.</summary>
    public string Product(string code) =>
        Products.Where(p => code.StartsWith(p.Prefix, StringComparison.Ordinal)).OrderByDescending(p => p.Prefix.Length).Select(p => p.Product).FirstOrDefault(Unmapped);

    private static Dictionary<string, string> Map(Dictionary<string, JsonElement[]> columns, string key, string value) =>
        Texts(columns, key).Zip(Texts(columns, value)).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    private static IEnumerable<string> Texts(Dictionary<string, JsonElement[]> columns, string name) => columns[name].Select(c => c.GetString()!);
}
