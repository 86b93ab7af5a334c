using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Raw;

namespace Aim.Storage.Tests.Pipeline.Licenses;

/// <summary>Random snapshots of licences.</summary>
internal static class RandomSnapshots
{
    public const string Header =
        "license_id,issue_date,status,entry_type,expected_import_date,hts10,country_origin,country_export,smelt1,smelt2,cast,quantity_kg,customs_value_usd,port\n";

    private static readonly string[] Codes = ["7601103000", "7601209045", "7606123045", "7601999998", "7602000035"];

    private static readonly string[] Countries = ["CA", "AE", "RU", "MX", "ZZ"];

    /// <summary>
    /// Snapshots in the order in which they arrive: of few days, so that some take the place of others of their day; each of some months,
    /// so that months are covered again, or no longer; a month may have no active licence.
    /// </summary>
    public static List<(RawBlob Blob, string Body)> Set(Random random, int days, int snapshots) =>
        [.. Enumerable.Range(1, snapshots).Select(sequence =>
        {
            var day = new DateOnly(2025, 3, 4).AddDays(7 * random.Next(days));
            var months = Enumerable.Range(1, 5).Where(_ => random.Next(2) == 0).DefaultIfEmpty(2).ToList();
            var body = Csv(random, months.SelectMany(m => Rows(random, m, sequence)));
            return (Blob(day, sequence, body), body);
        })];

    public static RawBlob Blob(DateOnly day, int sequence, string body) => new(
        LicenseFeed.FeedName,
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        sequence,
        new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero).AddHours(9 * sequence),
        body.Count(c => c == '\n') - 1,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32],
        "csv");

    /// <summary>A good row.</summary>
    public static string Row(string id, string imported, long kilograms, string status = "active", string code = "7601103000", string origin = "CA", string smelt = "CA") =>
        string.Create(CultureInfo.InvariantCulture, $"{id},{imported[..8]}01,{status},Consumption,{imported},{code},{origin},{origin},{smelt},,{origin},{kilograms},{kilograms * 3},Detroit\n");

    private static IEnumerable<string> Rows(Random random, int month, int sequence)
    {
        var isEmpty = random.Next(5) == 0;
        return Enumerable.Range(0, random.Next(20, 60)).Select(i => Row(
            string.Create(CultureInfo.InvariantCulture, $"L{month}-{sequence % 3}-{i}"),
            string.Create(CultureInfo.InvariantCulture, $"2025-{month:D2}-{random.Next(1, 29):D2}"),
            random.Next(3) == 0 ? i : random.Next(1, 1_000_000_000),
            isEmpty || random.Next(6) == 0 ? "cancelled" : "active",
            Codes[random.Next(Codes.Length)],
            Countries[random.Next(Countries.Length)],
            random.Next(4) == 0 ? "N/A" : Countries[random.Next(Countries.Length)]));
    }

    private static string Csv(Random random, IEnumerable<string> rows) =>
        Header + string.Concat(rows) + (random.Next(2) == 0 ? Row("bad", "2025-01-01", 1, "lost") : "");
}
