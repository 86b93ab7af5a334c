using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Raw;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>One row of what the Census says of a month; null is not available.</summary>
internal readonly record struct ImportRow(string Code, string Country, long? Value, long? Kilograms, long? GeneralValue, long? GeneralKilograms);

/// <summary>Answers of the Census as they are on the wire, and random sets of them.</summary>
internal static class RandomAnswers
{
    private const string Header =
        """[["CTY_CODE","CTY_NAME","I_COMMODITY","UNIT_QY1","SUMMARY_LVL","CON_VAL_MO","CON_QY1_MO","GEN_VAL_MO","GEN_QY1_MO","DUT_VAL_MO","CAL_DUT_MO","time"]""";

    public static readonly string[] Codes =
    [
        "7601103000", "7601209045", "7602000035", "7604293060", "7606123045", "7606123091", "7607113000", "7608200030", "7609000000", "7610900080",
        "7616995160", "7616995190", "7606999999", "7699000001",
    ];

    public static readonly string[] Countries = ["1220", "2010", "5700", "4279", "4280", "5081", "5082", "7910", "9998"];

    /// <summary>Rows of a month: nulls, zeros, unknown codes and countries, numbers of up to 15 digits.</summary>
    public static List<ImportRow> Rows(Random random, int most)
    {
        var cells = Codes.SelectMany(c => Countries.Select(p => (c, p))).ToArray();
        random.Shuffle(cells);
        return [.. cells.Take(random.Next(1, most)).Select(cell => new ImportRow(
            cell.c, cell.p, Number(random), random.Next(4) == 0 ? null : Number(random), Number(random), random.Next(4) == 0 ? null : Number(random)))];
    }

    /// <summary>Months with revisions, returns to what was said before, and rows that vanish; by sequence, as a feed receives them.</summary>
    public static List<(RawBlob Blob, string Body)> Set(Random random, string feed, int months, int answers)
    {
        var said = new Dictionary<string, List<List<ImportRow>>>(StringComparer.Ordinal);
        var set = new List<(RawBlob, string)>();
        for (var sequence = 1; sequence <= answers; sequence++)
        {
            var month = string.Create(CultureInfo.InvariantCulture, $"2025-{random.Next(1, months + 1):D2}");
            if (!said.TryGetValue(month, out var before)) said.Add(month, before = []);
            var kept = before.Count == 0 ? [] : before[^1].Where(_ => random.Next(3) > 0).DefaultIfEmpty(before[^1][0]).ToList();
            var rows = (before.Count, random.Next(4)) switch
            {
                ( > 1, 0) => before[^2],
                ( > 0, 1) => kept,
                _ => Rows(random, 40),
            };
            before.Add(rows);
            var body = Body(month, rows, worldIsOff: random.Next(5) == 0);
            set.Add((Blob(feed, month, sequence, rows.Count, body), body));
        }

        return set;
    }

    public static RawBlob Blob(string feed, string month, int sequence, long rows, string body) => new(
        feed,
        month,
        sequence,
        new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero).AddHours(9 * sequence),
        rows,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32],
        "json");

    /// <summary>The document for a month, with the world row of each code.</summary>
    public static string Body(string month, IReadOnlyCollection<ImportRow> rows, bool worldIsOff = false)
    {
        var text = new StringBuilder(Header);
        foreach (var row in rows) Append(row, "DET");
        foreach (var code in rows.GroupBy(r => r.Code))
        {
            var off = worldIsOff ? 7 : 0;
            Append(new ImportRow(code.Key, "-", code.Sum(r => r.Value) + off, code.Sum(r => r.Kilograms), code.Sum(r => r.GeneralValue), code.Sum(r => r.GeneralKilograms)), "DET");
            Append(new ImportRow(code.Key, "0003", code.Sum(r => r.Value), 1, 1, 1), "CGP");
        }

        return text.Append(']').ToString();

        void Append(ImportRow r, string level) => text.Append(
            CultureInfo.InvariantCulture,
            $",\n[\"{r.Country}\",\"NAME, OF\",{Text(r.Code)},\"KG\",\"{level}\",{Text(r.Value)},{Text(r.Kilograms)},{Text(r.GeneralValue)},{Text(r.GeneralKilograms)},\"0\",\"0\",\"{month}\"]");
    }

    private static string Text<T>(T? value) => value is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"\"{value}\"");

    private static long Number(Random random) => random.Next(6) switch
    {
        0 => 0,
        1 => random.NextInt64(100_000_000_000_000, 1_000_000_000_000_000),
        _ => random.NextInt64(1, 90_000_000),
    };
}
