using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Bls;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Usgs;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;
using UsgsRow = Aim.Upstream.Indicators.UsgsRow;

namespace Aim.Storage.Tests.Pipeline.Indicators;

/// <summary>Random answers of BLS and USGS as they are on the wire, in the order in which they arrive.</summary>
internal static class RandomIndicators
{
    private static readonly string[] Series = ["PCU33131-33131-", "CES3133130001", "WPU102302"];

    private static readonly string[] Countries = ["Canada", "China", "Korea, Republic of", "Atlantis", "Other", "Mexico"];

    /// <summary>Years, each several times: with more or fewer months, series that an answer lacks, and unknown ones.</summary>
    public static List<(RawBlob Blob, byte[] Body)> Bls(Random random, int answers) => Set(BlsFeed.FeedName, "json", answers, _ =>
    {
        var year = random.Next(2024, 2026);
        var series = Series.Where(_ => random.Next(4) > 0).Select(s => $$"""{ "seriesID":"{{s}}","data":[{{string.Join(',', Enumerable.Range(1, random.Next(1, 7)).Select(m => Month(random, year, m)))}}] }""");
        var text = $$"""{"status":"REQUEST_SUCCEEDED","responseTime":0,"message":["Series does not exist for Series CES3133140001"],"Results":{ "series":[{{string.Join(',', series)}}] } }""";
        return (year.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(text));
    });

    /// <summary>Issues, some of them more than once, newer before older; with or without exports and production.</summary>
    public static List<(RawBlob Blob, byte[] Body)> Usgs(Random random, int answers) => Set(UsgsFeed.FeedName, "xlsx", answers, _ =>
    {
        var issue = new Month(2025, random.Next(1, 6));
        return (issue.ToString(), UsgsIssueWriter.Write(new View(random), issue));
    });

    private static List<(RawBlob Blob, byte[] Body)> Set(string feed, string format, int answers, Func<int, (string Unit, byte[] Body)> make) =>
        [.. Enumerable.Range(1, answers).Select(sequence =>
        {
            var (unit, body) = make(sequence);
            var hash = Convert.ToHexStringLower(SHA256.HashData(body))[..32];
            return (new RawBlob(feed, unit, sequence, new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero).AddHours(9 * sequence), 5, hash, format), body);
        })];

    private static string Month(Random random, int year, int month) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"year":"{{year}}","period":"M{{month:D2}}","value":"{{(random.Next(6) == 0 ? "-" : (month + (random.Next(3) / 8m)).ToString(CultureInfo.InvariantCulture))}}","footnotes":[{{(random.Next(3) == 0 ? """{"code":"P"}""" : "{}")}}] }""");

    private sealed class View(Random random) : IIndicatorView
    {
        private readonly int seed = random.Next(3);

        public IReadOnlyDictionary<Month, string> Production { get; } =
            random.Next(3) == 0 ? new Dictionary<Month, string>() : Enumerable.Range(0, 12).ToDictionary(i => new Month(new Month(2024, 6).Index + i), i => $"{50_000 + (100 * random.Next(3)) + i}");

        public IReadOnlyDictionary<Month, BlsFigure>? Series(string id) => null;

        public bool HasIssue(Month month) => true;

        public IReadOnlyList<UsgsRow> Trade(Flow flow, Month month)
        {
            var draws = new Random((seed * 1000) + (month.Index * 2) + (int)flow);
            if (flow == Flow.Export && draws.Next(3) == 0) return [];

            return [.. Countries.Where(_ => draws.Next(5) > 0).Append("Total").Select(c => new UsgsRow(c, [.. Enumerable.Range(0, UsgsRow.Kinds).Select(_ => draws.Next(8) == 0 ? (decimal?)null : draws.Next(4) * 250)]))];
        }
    }
}
