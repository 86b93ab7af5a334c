using System.Globalization;
using System.Text;
using Aim.EndToEnd.Tests.Trade;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>
/// Snapshots and the Census files of the same year: one month is published late, after the next one; two are published on the day of a
/// snapshot; some are revised.
/// </summary>
internal sealed class LicenseData
{
    /// <summary>Codes that need a licence, one that no list knows, and some that need none.</summary>
    public static readonly string[] Codes =
    [
        "7601103000", "7601103000", "7601209045", "7604103000", "7604295090", "7605110000", "7606123045", "7606126000", "7607113000", "7608200090", "7609000000",
        "7616995160", "7601999998", "7602000035", "7616995190", "7610100030", "7699000001", "7318150000",
    ];

    /// <summary>Schedule C, Russia and one that no list knows included; the Census knows a code that no licence names.</summary>
    private static readonly string[] Countries = ["1220", "5200", "4621", "5700", "5330", "5250", "2010", "4000", "4280", "5800", "9998"];

    private readonly Random random;

    public LicenseData(int seed)
    {
        random = new Random(seed);
        Snapshots = new RandomLicenses(seed).Make();
        var (february, march) = (Month("2022-02"), Month("2022-03"));
        Census = new Recording("census-imports",
        [
            new RecordedFile(null, [.. Enumerable.Range(0, 13).SelectMany(i => Month(new DateOnly(2021, 1, 1).AddMonths(i).ToString("yyyy-MM", CultureInfo.InvariantCulture)))]),
            new RecordedFile(new(2022, 4, 5), february),
            new RecordedFile(new(2022, 5, 4), march),
            new RecordedFile(new(2022, 6, 7), Month("2022-04")),
            new RecordedFile(new(2022, 7, 7), [.. Month("2022-05"), .. Revised(february), .. Revised(march)]),
            new RecordedFile(new(2022, 8, 4), Month("2022-06")),
            new RecordedFile(new(2022, 10, 5), Month("2022-08")),
            new RecordedFile(new(2022, 10, 25), Month("2022-07")),
        ]);
    }

    /// <summary>All licence files by day.</summary>
    public SortedDictionary<DateOnly, string> Snapshots { get; }

    public Recording Census { get; }

    public void WriteTo(string directory)
    {
        Census.WriteTo(directory);
        foreach (var (day, text) in Snapshots)
            File.WriteAllBytes(Path.Combine(directory, $"licenses-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv"), Encoding.UTF8.GetBytes(text));
    }

    private List<Row> Month(string period) =>
        [.. from code in Codes.Distinct(StringComparer.Ordinal).Where(c => c.StartsWith("76", StringComparison.Ordinal)).Append("7612901030")
            from country in Countries
            where random.Next(3) == 0
            select new Row(period, code, country, Figure(), code == "7602000035" && random.Next(2) == 0 ? null : Figure(), Figure(), Figure())];

    private List<Row> Revised(List<Row> rows) =>
        [.. rows.Where(_ => random.Next(12) > 0).Select(r => random.Next(4) == 0 ? r with { Value = r.Value + random.Next(1, 900), GeneralValue = r.GeneralValue + random.Next(1, 900) } : r)];

    private long Figure() => random.Next(10) switch { 0 => 0, 1 => random.NextInt64(1, 900_000_000), _ => random.Next(1, 2_000_000) };
}
