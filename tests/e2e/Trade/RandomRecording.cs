using System.Globalization;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>
/// A data set that nobody has seen before, the same for the same seed: unknown codes and countries, a month missing in the middle,
/// nulls, zeros, values of fifteen digits, and later files that add, change and take away.
/// </summary>
internal static class RandomRecording
{
    public const string UnknownCountry = "9998", UnknownCode = "7601999998", CodeOfRevision = "7607206000", Gap = "2023-06";

    /// <summary>A file that first says a month, and two that also change what was said.</summary>
    public static readonly DateOnly First = new(2025, 2, 5), Second = new(2025, 3, 6), Third = new(2025, 4, 3);

    private static readonly string[] Codes =
    [
        "7601103000", "7601209045", "7602000030", "7602000095", "7603100000", "7604103000", "7604210010", "7604295090", "7605110000",
        "7605190000", "7606123045", "7606123055", "7606126000", "7607113000", "7608100030", "7608200090", "7609000000", "7610100030",
        "7612901030", "7615109100", "7616995160", "7616995170", "7616995190", UnknownCode, "7699000001",
    ];

    private static readonly string[] Countries =
        ["1220", "2010", "3510", "4280", "4621", "4039", "5200", "5250", "5330", "5350", "5700", "5800", "6021", "7910", "1000", UnknownCountry, "9997"];

    /// <summary>Imports and exports of one seed.</summary>
    /// <param name="seed">Another seed is another data set.</param>
    /// <param name="months">Months before 2025 that the undated file holds.</param>
    /// <param name="rows">Rows of a month.</param>
    public static IReadOnlyList<Recording> Make(int seed, int months, int rows)
    {
        var random = new Random(seed);
        return [Make(random, "census-imports", months, rows), Make(random, "census-exports", months, rows / 2)];
    }

    private static Recording Make(Random random, string feed, int months, int rows)
    {
        var imports = feed == "census-imports";
        var past = Enumerable.Range(1, months).Select(i => new DateOnly(2024, 12, 1).AddMonths(-i).ToString("yyyy-MM", CultureInfo.InvariantCulture))
            .Where(p => p != Gap).SelectMany(p => Month(random, p, rows, imports)).ToList();
        var december = Month(random, "2024-12", rows, imports);
        var january = Month(random, "2025-01", rows, imports);
        var february = Month(random, "2025-02", rows, imports);
        var revised = Revise(random, december, imports);
        var november = past.Where(r => r.Period == "2024-11").ToList();
        return new Recording(feed,
        [
            new RecordedFile(null, past),
            new RecordedFile(First, december),
            new RecordedFile(Second, [.. january, .. revised, .. imports ? [] : Revise(random, november, imports)]),
            // November comes again for imports: revised now. January comes again as it was, which is no news.
            new RecordedFile(Third, [.. february, .. january, .. Revise(random, revised, imports), .. imports ? Revise(random, november, imports) : []]),
        ]);
    }

    private static List<Row> Month(Random random, string period, int count, bool imports) =>
        [.. Enumerable.Range(0, count)
            .Select(_ => (Code: Codes[random.Next(Codes.Length)], Country: Countries[random.Next(Countries.Length)]))
            .Distinct()
            .Select(c => new Row(period, c.Code, c.Country, Figure(random), Figure(random), imports ? Figure(random) : null, imports ? Figure(random) : null))];

    private static long? Figure(Random random) => random.Next(20) switch
    {
        0 or 1 => null,
        2 or 3 => 0,
        4 => random.NextInt64(100_000_000_000_000, 1_000_000_000_000_000),
        _ => random.NextInt64(1, 50_000_000),
    };

    /// <summary>Of the rows that have every figure a third changes and one goes; a code comes that was not there.</summary>
    private static List<Row> Revise(Random random, List<Row> rows, bool imports)
    {
        var whole = rows.Where(r => r is { Value: > 0, Kilograms: > 0 } && (!imports || r is { GeneralValue: > 0, GeneralKilograms: > 0 })).ToList();
        List<Row> changed = [.. rows.Except(whole.Take(1)).Select(r => whole.IndexOf(r) % 3 == 1
            ? r with { Value = r.Value + random.Next(1, 1000), Kilograms = r.Kilograms + 7, GeneralValue = r.GeneralValue + 11, GeneralKilograms = r.GeneralKilograms + 13 }
            : r)];
        var added = new Row(rows[0].Period, CodeOfRevision, "5700", 123_456, 789, imports ? 222_222 : null, imports ? 333 : null);
        return changed.Exists(r => r.Key == added.Key) ? changed : [.. changed, added];
    }
}
