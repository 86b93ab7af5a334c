using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>Where the metal of a product of a country was smelted and cast; plausible and no published figures.</summary>
internal sealed record SampleMetal(string Origin, string Hs, Month From, Month To, WeightedCodes Smelt, WeightedCodes Cast)
{
    private const string None = "N/A";
    private const string Unknown = "UNKNOWN";

    /// <summary>From this import date on, licences had to name the smelters.</summary>
    private static readonly DateOnly _smeltersMustBeNamed = new(2022, 6, 29);

    private static readonly List<SampleMetal> _all = ReferenceData.Read(
        "sample-smelters.csv",
        ["origin", "hs", "from", "to", "smelt", "cast"],
        (csv, c) => new SampleMetal(
            csv.Text(c[0]),
            csv.Text(c[1]),
            Month.TryParse(csv.Text(c[2]), out var from) ? from : new Month(0),
            Month.TryParse(csv.Text(c[3]), out var to) ? to : new Month(int.MaxValue),
            WeightedCodes.Parse(csv.Text(c[4])),
            WeightedCodes.Parse(csv.Text(c[5]))));

    /// <summary>What holds for a product of a country in a month: the last line that speaks of it.</summary>
    public static SampleMetal Of(string origin, string hs, Month month) => _all.FindLast(m =>
        m.Origin is "" || (m.Origin.Equals(origin, StringComparison.Ordinal)
            && hs.StartsWith(m.Hs, StringComparison.Ordinal) && month >= m.From && month <= m.To))!;

    /// <summary>The three columns of a licence.</summary>
    public (string Smelt, string SecondSmelt, string Cast) Draw(LicenseDraws draws, string origin, string hs, DateOnly imported)
    {
        var smelt = imported < _smeltersMustBeNamed && draws.Even("unknown") < 0.15 ? Unknown
            : draws.Even("secondary") < SecondaryShare(hs) ? None
            : Smelt.Pick(draws.Even("smelt"))!;
        var isNamed = smelt is not (None or Unknown);
        var second = isNamed && draws.Even("has second") < 0.25 ? Smelt.Pick(draws.Even("second"))! : None;
        // Ingot is cast where it comes from; what is rolled or drawn may have come as ingot from where it was smelted.
        var cast = Cast.Pick(draws.Even("cast"))
            ?? (isNamed && !hs.StartsWith("7601", StringComparison.Ordinal) && draws.Even("cast abroad") < 0.06 ? smelt : origin);
        return (smelt, second.Equals(smelt, StringComparison.Ordinal) ? None : second, cast);
    }

    /// <summary>The share made of scrap alone. Unalloyed ingot is never; foundry alloys and common sheet are at times.</summary>
    private static double SecondaryShare(string hs) => hs switch
    {
        "7601209060" or "7601209075" => 0.75,
        ['7', '6', '0', '1', '1', ..] => 0,
        ['7', '6', '0', '1' or '6' or '7', ..] => 0.16,
        _ => 0.08,
    };
}
