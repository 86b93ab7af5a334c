using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// Makes the licences for a month's imports. Census finds some more than the licences say, in some months less: small
/// shipments need none, some are never filed, and metal enters a month early or late.
/// </summary>
internal static class SampleLicenseMonth
{
    /// <summary>How long before the metal arrives a licence may be filed.</summary>
    public const int MostDaysAhead = 60;

    /// <summary>How far Census is above the licences at last, as a mean over a year.</summary>
    private const double MeanError = 0.026;

    private const int DaysValid = 75;
    private const string Active = "active";
    private static readonly DateOnly _firstFiled = new(2021, 6, 28);
    private static readonly WeightedCodes _hubs = WeightedCodes.Parse("NL:35 CA:25 MX:15 SG:15 KR:10");

    // Ports as in Schedule D.
    private static readonly WeightedCodes _portsOfCanada = WeightedCodes.Parse("3801:35 0901:25 0712:25 3802:15");
    private static readonly WeightedCodes _portsOfMexico = WeightedCodes.Parse("2304:80 2402:20");
    private static readonly WeightedCodes _seaports = WeightedCodes.Parse("5301:18 2002:17 1303:15 4601:15 1703:15 2704:12 1901:8");

    /// <summary>The licences by the day they were filed.</summary>
    public static SampleLicense[] Make(Month month, IEnumerable<TradeRow> census)
    {
        var error = ErrorOf(month);
        return [.. census
            .Where(r => IsMonitored(r.Code) && r.Values[Measures.Quantity] > 0)
            .SelectMany(r => Cell(month, r, error))
            .OrderBy(l => l.Issued)];
    }

    private static bool IsMonitored(long code) =>
        SampleOrigin.KindOf(code) is SampleKind.Crude or SampleKind.Semis || code is 7616995160 or 7616995170;

    /// <summary>How far Census is above the licences of a month. Errors of a year's months are balanced around the mean.</summary>
    private static double ErrorOf(Month month)
    {
        var year = Enumerable.Range(1, 12).Select(n => Chance.Around(0.11, "license error", new Month(month.Year, n).Index)).ToList();
        return MeanError + year[month.Number - 1] - year.Average();
    }

    private static IEnumerable<SampleLicense> Cell(Month month, TradeRow row, double error)
    {
        var tons = row.Values[Measures.Quantity] / 1000.0;
        var cell = new LicenseDraws(row.Code, row.Country.Packed, month.Index * 10_000L);
        // The least need none, or share one that is used again and again.
        if (tons < 5 && cell.Even("low value") > 0.35) yield break;
        var spread = tons switch { > 2000 => 0.06, > 200 => 0.15, _ => 0.3 };
        var left = (long)Math.Max(1, row.Values[Measures.Quantity] / (1 + error) * cell.Around(spread, "cell error"));
        var count = Math.Max(1, (int)Math.Round(0.1 * Math.Sqrt(tons)));
        for (var i = 0; i < count; i++)
        {
            var draws = cell with { Number = cell.Number + i };
            var kilograms = i == count - 1 ? left : (long)(left / (count - i) * draws.Around(0.6, "shipment"));
            left -= kilograms;
            yield return License(month, row, kilograms, draws, Active);
            // Some shipments never come, or were filed twice.
            var fate = draws.Even("fate");
            var twin = draws with { Number = draws.Number + 5000 };
            if (fate < 0.015) yield return License(month, row, kilograms, twin, fate < 0.01 ? "cancelled" : "unused");
        }
    }

    private static SampleLicense License(Month month, TradeRow row, long kilograms, LicenseDraws draws, string fate)
    {
        var imported = month.LastDay.AddDays(-draws.Whole(0, month.LastDay.Day - 1, "import"));
        var issued = imported.AddDays(-DaysAhead(draws, mayBeLate: fate is Active));
        if (issued < _firstFiled) issued = _firstFiled;
        var origin = ReferenceData.IsoCode(row.Country);
        var hs = row.Code.ToString(CultureInfo.InvariantCulture);
        var (smelt, second, cast) = SampleMetal.Of(origin, hs, month).Draw(draws, origin, hs, imported);
        var sender = draws.Even("by way of") < 0.04 ? _hubs.Pick(draws.Even("hub")) : origin;
        var port = (sender switch { "CA" => _portsOfCanada, "MX" => _portsOfMexico, _ => _seaports }).Pick(draws.Even("port"));
        var entry = draws.Even("entry") < 0.1 ? "FTZ" : "Consumption";
        var dollars = (long)(kilograms * (double)row.Values[Measures.Value] / row.Values[Measures.Quantity] * draws.Around(0.08, "price"));
        return new SampleLicense(
            issued,
            string.Create(CultureInfo.InvariantCulture, $"{entry},{imported:yyyy-MM-dd},{hs},{origin},{sender},{smelt},{second},{cast},{kilograms},{dollars},{port}"),
            fate,
            issued.AddDays(fate is "unused" ? DaysValid + 1 : draws.Whole(2, 30, "cancelled")));
    }

    /// <summary>How long before the import a licence is filed; a few follow up to four weeks after it.</summary>
    private static int DaysAhead(LicenseDraws draws, bool mayBeLate) => draws.Even("filed") switch
    {
        < 0.25 => draws.Whole(20, MostDaysAhead, "early"),
        > 0.96 when mayBeLate => -draws.Whole(1, 28, "late"),
        _ => draws.Whole(0, 20, "in time"),
    };
}
