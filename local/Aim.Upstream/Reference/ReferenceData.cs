using System.Globalization;
using Aim.Upstream.Data;

namespace Aim.Upstream.Reference;

/// <summary>The code lists that the services print names from, read once from the files beside this one.</summary>
internal static class ReferenceData
{
    private static readonly Dictionary<CountryCode, string> _countries = new(Read("countries.csv", ["cty_code", "name"],
        (csv, c) => KeyValuePair.Create(CountryCode.Parse(csv.Text(c[0])), csv.Text(c[1]))));

    private static readonly Dictionary<CountryCode, string> _isoCodes = new(Read("countries.csv", ["cty_code", "iso2"],
        (csv, c) => KeyValuePair.Create(CountryCode.Parse(csv.Text(c[0])), csv.Text(c[1]))));

    private static readonly Dictionary<CountryCode, short> _m49Codes = new(Read("countries.csv", ["cty_code", "m49"],
        (csv, c) => KeyValuePair.Create(CountryCode.Parse(csv.Text(c[0])), short.Parse(csv[c[1]], CultureInfo.InvariantCulture))));

    private static readonly Dictionary<string, string> _headings = Read("headings.csv", ["hs", "name"],
        (csv, c) => KeyValuePair.Create(csv.Text(c[0]), csv.Text(c[1]))).ToDictionary(StringComparer.Ordinal);

    private static readonly List<CountryGroup> _groups = Read("country-groups.csv", ["group", "name", "members"],
        (csv, c) => new CountryGroup(CountryCode.Parse(csv.Text(c[0])), csv.Text(c[1]),
            [.. csv.Text(c[2]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CountryCode.Parse)]));

    /// <summary>The ten-digit codes of chapter 76, those of the past included.</summary>
    public static IReadOnlyDictionary<long, Product> Products { get; } = Read(
        "products.csv",
        ["hts10", "unit", "from", "to", "duty_percent", "weight", "price", "name"],
        (csv, c) => new Product(
            long.Parse(csv[c[0]], CultureInfo.InvariantCulture),
            csv.Text(c[1]),
            Month.TryParse(csv.Text(c[2]), out var from) ? from : new Month(0),
            Month.TryParse(csv.Text(c[3]), out var to) ? to : new Month(int.MaxValue),
            double.Parse(csv[c[4]], CultureInfo.InvariantCulture),
            double.Parse(csv[c[5]], CultureInfo.InvariantCulture),
            double.Parse(csv[c[6]], CultureInfo.InvariantCulture),
            csv.Text(c[7]))).ToDictionary(p => p.Code);

    /// <summary>The name of a country, a group or the world, in the capitals of the service.</summary>
    public static string CountryName(CountryCode code) => code == CountryCode.World
        ? "TOTAL FOR ALL COUNTRIES"
        : _countries.GetValueOrDefault(code)?.ToUpperInvariant() ?? _groups.Find(g => g.Code == code)?.Name ?? $"UNKNOWN COUNTRY {code}";

    /// <summary>The name of a country in ordinary letters.</summary>
    public static string PlainName(CountryCode code) => _countries[code];

    /// <summary>The ISO 3166 alpha-2 code of a country.</summary>
    public static string IsoCode(CountryCode code) => _isoCodes[code];

    /// <summary>The code of a country in the statistics of the United Nations.</summary>
    public static short M49Code(CountryCode code) => _m49Codes[code];

    /// <summary>The name of a commodity code of any length.</summary>
    public static string CommodityName(string code) =>
        code.Length == 10 && Products.TryGetValue(long.Parse(code, CultureInfo.InvariantCulture), out var product)
            ? product.Name
            : _headings.GetValueOrDefault(code, code is "-" ? "TOTAL, ALL COMMODITIES" : "UNKNOWN COMMODITY");

    /// <summary>The sums in which a country takes part: the world and its groups.</summary>
    public static CountryCode[] SumsOf(CountryCode country) =>
        [CountryCode.World, .. _groups.Where(g => g.Contains(country)).Select(g => g.Code)];

    /// <summary>Reads an embedded file record by record.</summary>
    public static List<T> Read<T>(string name, string[] columns, Func<CsvReader, int[], T> record)
    {
        using var csv = new CsvReader(typeof(ReferenceData).Assembly.GetManifestResourceStream(name)!, name);
        var positions = csv.ReadHeader(columns);
        var all = new List<T>();
        while (csv.Read()) all.Add(record(csv, positions));
        return all;
    }
}
