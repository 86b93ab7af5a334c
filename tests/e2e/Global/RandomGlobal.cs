using System.Globalization;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>
/// Eight reporters over 26 months, the same for the same seed: late ones and one that stops, a reporter that is a group, groups, expired and
/// unknown codes among the partners, two codes of one country, rows of the world that are wrong, missing figures, zeros, three decimals.
/// </summary>
internal sealed class RandomGlobal(int seed)
{
    public const int Canada = 124, UnitedStates = 842, France = 251, India = 699, Norway = 579, Switzerland = 757, Taiwan = 490, Russia = 643, EuropeanUnion = 97;

    private static readonly DateOnly[] Days = [new(2022, 12, 6), new(2023, 1, 11), new(2023, 3, 7), new(2023, 4, 20)];

    private static readonly int[] Reporters = [Canada, UnitedStates, France, India, Norway, Switzerland, Taiwan, Russia, EuropeanUnion];

    private static readonly int[] Partners =
        [Canada, UnitedStates, France, India, Norway, Switzerland, Taiwan, Russia, 156, 784, 36, 276, 56, 58, 736, 729, 891, EuropeanUnion, 975];

    private static readonly string[] Headings = ["7601", "7604", "7605", "7606", "7607", "7608", "7609", "7602", "7610"];

    private readonly Random random = new(seed);

    /// <summary>Files in the order in which they hold; those of one day add up.</summary>
    public IReadOnlyList<GlobalFile> Make()
    {
        List<GlobalLine> always = [.. Months("2021-01", 20).SelectMany(m => Reporters.Where(r => Tells(r, m)).SelectMany(r => Month(r, m)))];
        List<GlobalLine> first = [.. Of("2022-09", Canada, UnitedStates, Norway, Switzerland, Taiwan), .. Of("2022-10", Canada, UnitedStates)];
        List<GlobalLine> second = [.. Of("2022-11", Canada, UnitedStates, Taiwan), .. Revised(first, Canada, "2022-10"), .. Revised(always, Norway, "2022-03"), .. Revised(always, India, "2021-02")];
        List<GlobalLine> third = [.. Of("2022-12", Canada, UnitedStates, Switzerland), .. Of("2022-09", France), .. Of("2022-10", France, Norway), .. Revised(second, Canada, "2022-10")];
        // A month again as it was, which is no news; the same day's other file has the other flow of a month.
        var january = Of("2023-01", Canada, UnitedStates, France);
        List<GlobalLine> fourth = [.. january.Where(l => l.Flow == "X"), .. Of("2023-02", Canada), .. third.Where(l => l is { Reporter: France, Month: "2022-10" }), .. Revised(always, UnitedStates, "2022-01")];
        return
        [
            new GlobalFile("comtrade", null, always),
            new GlobalFile("comtrade", Days[0], first),
            new GlobalFile("comtrade", Days[1], second),
            new GlobalFile("comtrade", Days[2], third),
            new GlobalFile("comtrade", Days[3], fourth),
            new GlobalFile("comtrade-imports", Days[3], [.. january.Where(l => l.Flow == "M")]),
        ];
    }

    /// <summary>Russia stops for good, India lags, and Taiwan leaves a month out.</summary>
    private static bool Tells(int reporter, string month) => reporter switch
    {
        Russia => string.CompareOrdinal(month, "2022-01") <= 0,
        India => string.CompareOrdinal(month, "2022-05") <= 0,
        Taiwan => month != "2021-09",
        _ => true,
    };

    private static IEnumerable<string> Months(string first, int count) => Enumerable.Range(0, count)
        .Select(i => DateOnly.ParseExact(first, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(i).ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private List<GlobalLine> Of(string month, params int[] reporters) => [.. reporters.SelectMany(r => Month(r, month))];

    private List<GlobalLine> Month(int reporter, string month)
    {
        List<GlobalLine> lines =
        [
            .. from flow in (string[])["X", "M"]
               from heading in Headings
               where heading == "7601" || random.Next(7) > 0
               from partner in Partners
               where random.Next(4) == 0
               select Line(month, reporter, partner, flow, heading),
            Line(month, reporter, 156, "X", "7601"),
        ];
        if (reporter == Canada) lines.Add(Line(month, reporter, 899, "X", "7604"));
        if (reporter == Norway && random.Next(2) == 0) lines.AddRange([Line(month, reporter, 899, "M", "7601"), Line(month, reporter, 9999, "M", "7601")]);
        lines = [.. lines.DistinctBy(l => (l.Flow, l.Heading, l.Partner))];
        if (random.Next(8) == 0 && lines.TrueForAll(l => l.Flow != "X" || l.Heading != "7601" || l.Dollars is not null))
            lines.Add(new GlobalLine(month, reporter, 0, "X", "7601", null, lines.Where(l => l is { Flow: "X", Heading: "7601" }).Sum(l => l.Dollars) + 5_000_000));
        return lines;
    }

    private GlobalLine Line(string month, int reporter, int partner, string flow, string heading)
    {
        decimal dollars = random.Next(3) == 0 ? random.Next(1, 90_000_000) : random.NextInt64(1, 9_000_000_000) / 1000m;
        decimal kilograms = random.Next(3) == 0 ? random.Next(1, 20_000_000) : random.NextInt64(1, 2_000_000_000) / 1000m;
        return random.Next(14) switch
        {
            0 => new(month, reporter, partner, flow, heading, null, dollars),
            1 => new(month, reporter, partner, flow, heading, 0, dollars),
            2 => new(month, reporter, partner, flow, heading, 0, 0),
            3 => new(month, reporter, partner, flow, heading, kilograms, null),
            // Half a unit, to be rounded to the even one.
            4 => new(month, reporter, partner, flow, heading, decimal.Floor(kilograms) + 0.5m, decimal.Floor(dollars) + 0.5m),
            5 => new(month, reporter, partner, flow, heading, kilograms, 1_000),
            _ => new(month, reporter, partner, flow, heading, kilograms, dollars),
        };
    }

    /// <summary>A month again: some figures are others, some rows gone, one is new.</summary>
    private List<GlobalLine> Revised(List<GlobalLine> lines, int reporter, string month) =>
        [.. lines.Where(l => l.Reporter == reporter && l.Month == month && l.Partner is not (0 or 8) && random.Next(9) > 0)
            .Select(l => random.Next(4) == 0 ? l with { Dollars = l.Dollars + 1.001m, Kilograms = l.Kilograms > 0 ? l.Kilograms + 7 : l.Kilograms } : l)
            .Append(new GlobalLine(month, reporter, 8, "X", "7609", 12.5m, 34.5m))];
}
