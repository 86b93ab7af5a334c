using Aim.Upstream.Data;

namespace Aim.Upstream.Sample;

/// <summary>What goes from one country to another of a heading: the true trade, of which both sides tell.</summary>
/// <param name="Tons">In an ordinary month.</param>
internal sealed record SampleFlow(short Exporter, short Importer, short Heading, double Tons)
{
    /// <summary>Flows below do not show.</summary>
    private const double LeastTons = 15;

    private const int MostImporters = 14;

    /// <summary>The headings, what part of semifabricated metal they are, and their price as a multiple of that of ingot.</summary>
    private static readonly (short Heading, double Share, double Price)[] _headings =
        [(7601, 0, 1.02), (7604, 0.3, 1.45), (7605, 0.07, 1.2), (7606, 0.4, 1.38), (7607, 0.15, 1.75), (7608, 0.05, 1.9), (7609, 0.03, 3.2)];

    private readonly SampleShift[] _shifts = SampleShift.Of(Exporter, Importer, Heading);

    /// <summary>Those to which the United States are no party: theirs are in the sample of Census.</summary>
    public static IReadOnlyList<SampleFlow> All { get; } =
    [
        .. from exporter in SampleReporter.All
           where exporter.Code != SampleReporter.UnitedStates
           from heading in _headings
           from flow in From(exporter, heading.Heading, heading.Share)
           select flow,
    ];

    /// <summary>What crosses the border in a month, kilograms.</summary>
    public double Kilograms(Month month)
    {
        var (spread, absence) = Tons switch { > 2000 => (0.12, 0), > 200 => (0.3, 0.01), > 20 => (0.6, 0.06), _ => (0.9, 0.3) };
        if (Even("absent", month.Index) < absence) return 0;

        return 1000 * Tons * SampleYear.Season(month) * SampleShift.FactorOf(_shifts, month, ofExporter: false)
            * Chance.Around(0.2, "exporter's year", Exporter, Heading, month.Year) * Chance.Around(0.2, "importer's year", Importer, Heading, month.Year)
            * Around(spread, "flow", month.Index);
    }

    /// <summary>What a kilogram costs when it leaves, dollars.</summary>
    public double Price(Month month) =>
        SampleYear.IngotPrice(month) / 1000 * Array.Find(_headings, h => h.Heading == Heading).Price
        * Chance.Around(0.15, "exporter's price", Exporter, Heading) * Around(0.06, "price", month.Index);

    /// <summary>The part of it that the exporter tells.</summary>
    public double Told(Month month) => SampleShift.FactorOf(_shifts, month, ofExporter: true);

    /// <summary>What freight and insurance make of a dollar.</summary>
    public double Freight => 1.03 + (0.05 * Even("freight", 0));

    /// <summary>Spread like a bell around 1.</summary>
    public double Around(double spread, string salt, int number) => Chance.Around(spread, salt, Exporter, Importer, (Heading * 100_000L) + number);

    /// <summary>Evenly spread in [0, 1).</summary>
    public double Even(string salt, int number) => Chance.Even(salt, Exporter, Importer, (Heading * 100_000L) + number);

    /// <summary>An exporter's tons of a heading over those who take most of it, the near ones first.</summary>
    private static IEnumerable<SampleFlow> From(SampleReporter exporter, short heading, double share)
    {
        var tons = heading == 7601 ? exporter.CrudeOut : exporter.SemisOut * share * Chance.Around(0.6, "makes", exporter.Code, heading);
        tons *= 1000.0 / 12;
        var importers = SampleReporter.All
            .Where(i => i.Code != exporter.Code && i.Code != SampleReporter.UnitedStates)
            .Select(i => (Importer: i, Weight: Weight(exporter, i, heading)))
            .OrderByDescending(i => i.Weight)
            .Take(Math.Min(MostImporters, 1 + (int)(0.04 * Math.Sqrt(tons))))
            .ToList();
        var total = importers.Sum(i => i.Weight);
        return importers
            .Where(i => exporter.Reports || i.Importer.Reports)
            .Select(i => new SampleFlow(exporter.Code, i.Importer.Code, heading, tons * i.Weight / total))
            .Where(f => f.Tons >= LeastTons);
    }

    private static double Weight(SampleReporter exporter, SampleReporter importer, short heading)
    {
        var draw = Chance.Even("likes", exporter.Code, importer.Code, heading);
        return (heading == 7601 ? importer.CrudeIn : importer.SemisIn) * (importer.Region == exporter.Region ? 5 : 1) * (0.1 + (draw * draw));
    }
}
