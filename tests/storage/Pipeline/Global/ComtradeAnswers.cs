using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Raw;

namespace Aim.Storage.Tests.Pipeline.Global;

/// <summary>Random answers of reporters as they are on the wire.</summary>
internal static class ComtradeAnswers
{
    private static readonly (string Unit, int Reporter)[] Years = [("CA-2023", 124), ("CA-2024", 124), ("NO-2024", 579)];

    /// <summary>Countries, two of them unknown and two of one name, a group, and the world, whose row is mostly wrong.</summary>
    private static readonly int[] Partners = [842, 124, 579, 490, 736, 729, 899, 9999, 97, 0];

    private static readonly string[] Headings = ["7601", "7606", "7609", "7602"];

    /// <summary>Answers in the order in which they arrive: of each year several, with more or fewer months, and the same again.</summary>
    public static List<(RawBlob Blob, string Body)> Set(Random random, int answers) =>
        [.. Enumerable.Range(1, answers).Select(sequence =>
        {
            var (unit, reporter) = Years[random.Next(Years.Length)];
            var rows = Enumerable.Range(1, random.Next(1, 6)).SelectMany(m => Rows(new Random(random.Next(3) + (m * 10)), reporter, $"{unit[3..]}{m:D2}")).ToList();
            var body = $$"""{"elapsedTime":"0.1 secs","count":{{rows.Count}},"data":[{{string.Join(',', rows)}}],"error":""}""";
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32];
            return (new RawBlob(ComtradeFeed.FeedName, unit, sequence, new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero).AddHours(9 * sequence), rows.Count, hash, "json"), body);
        })];

    private static IEnumerable<string> Rows(Random random, int reporter, string period) =>
        from flow in (string[])["X", "M"]
        from heading in Headings
        from partner in Partners
        where random.Next(3) == 0
        select string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"typeCode":"C","freqCode":"M","period":"{{period}}","reporterCode":{{reporter}},"flowCode":"{{flow}}","partnerCode":{{partner}},"partner2Code":0,"cmdCode":"{{heading}}","customsCode":"C00","motCode":0,"netWgt":{{Number(random)}},"primaryValue":{{random.NextInt64(9_000_000_000) / 1000m}}}""");

    private static string Number(Random random) =>
        random.Next(4) == 0 ? "null" : (random.NextInt64(9_000_000_000) / 1000m).ToString(CultureInfo.InvariantCulture);
}
