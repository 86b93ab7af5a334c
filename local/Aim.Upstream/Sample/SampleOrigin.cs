using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>The groups whose annual tons are published: USGS counts crude, semifabricated and scrap.</summary>
internal enum SampleKind
{
    Crude,
    Semis,
    Scrap,
    Other,
}

/// <summary>
/// What one country sends or takes of one kind in each year, thousand tons. Each year's totals are the published ones
/// (imports for consumption and exports, USGS Mineral Commodity Summaries 2026) from 2021 to 2025; those of other years and
/// the parts of most countries are plausible and no more.
/// </summary>
internal sealed record SampleOrigin(Flow Flow, SampleKind Kind, CountryCode Country, double[] KilotonsByYear)
{
    private const int LastYear = 2026;
    private static readonly string[] _years = [.. Enumerable.Range(SampleData.FirstYear, LastYear - SampleData.FirstYear + 1)
        .Select(y => y.ToString(CultureInfo.InvariantCulture))];

    public static IReadOnlyList<SampleOrigin> All { get; } = ReferenceData.Read(
        "sample-origins.csv",
        ["flow", "kind", "cty_code", .. _years],
        (csv, c) => new SampleOrigin(
            Enum.Parse<Flow>(csv.Text(c[0]), ignoreCase: true),
            Enum.Parse<SampleKind>(csv.Text(c[1]), ignoreCase: true),
            CountryCode.Parse(csv.Text(c[2])),
            [.. c[3..].Select(i => double.Parse(csv[i], CultureInfo.InvariantCulture))]));

    public static SampleKind KindOf(long code) => (code / 1_000_000) switch
    {
        7601 => SampleKind.Crude,
        7602 => SampleKind.Scrap,
        >= 7604 and <= 7609 => SampleKind.Semis,
        _ => SampleKind.Other,
    };

    /// <summary>The kilograms of a year; the last year that is known goes on.</summary>
    public double Kilograms(int year) => KilotonsByYear[Math.Min(year, LastYear) - SampleData.FirstYear] * 1e6;
}
