using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>A Section 232 duty from a month on, for all countries or for some; a later line takes the place of earlier ones.</summary>
internal sealed record SampleDuty(Month From, string Hs, CountryCode[] Countries, double Percent)
{
    private static readonly List<SampleDuty> _all = ReferenceData.Read(
        "sample-duties.csv",
        ["from", "hs", "countries", "percent"],
        (csv, c) => new SampleDuty(
            Month.TryParse(csv.Text(c[0]), out var from) ? from : throw csv.Error(c[0], "a month"),
            csv.Text(c[1]),
            [.. csv.Text(c[2]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CountryCode.Parse)],
            double.Parse(csv[c[3]], CultureInfo.InvariantCulture)));

    /// <summary>Partners in free trade, who pay no general rate.</summary>
    private static readonly CountryCode[] _freeTrade =
    [
        .. new[]
        {
            "1220", "2010", "6021", "5250", "3370", "3010", "5800", "7140", "5230", "2250", "3330", "5590", "5110", "5081",
            "2050", "2150", "2110", "2190", "2230", "2470",
        }.Select(CountryCode.Parse),
    ];

    /// <summary>The duty on a product of a country, percent of value: the general rate and Section 232.</summary>
    public static double PercentOn(Product product, CountryCode country, Month month)
    {
        var general = _freeTrade.Contains(country) ? 0 : product.DutyPercent;
        var isCovered = SampleOrigin.KindOf(product.Code) is SampleKind.Crude or SampleKind.Semis || product.Code is 7616995160 or 7616995170;
        if (!isCovered) return general;
        var groups = ReferenceData.SumsOf(country);
        var hs = product.Code.ToString(CultureInfo.InvariantCulture);
        var special = _all.FindLast(d => month >= d.From
            && hs.StartsWith(d.Hs, StringComparison.Ordinal)
            && (d.Countries is [] || d.Countries.Contains(country) || d.Countries.Intersect(groups).Any()));
        return general + (special?.Percent ?? 0);
    }
}
