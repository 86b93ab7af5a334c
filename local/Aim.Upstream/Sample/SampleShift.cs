using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>
/// A time in which more or less goes from one country to another than in others, or in which the exporter tells another weight than
/// the importer.
/// </summary>
internal sealed record SampleShift(short? Exporter, short[] Importers, string Hs, Month From, Month To, double Factor, bool IsOfExporter)
{
    private static readonly List<SampleShift> _all = ReferenceData.Read(
        "sample-shifts.csv",
        ["exporter", "importers", "hs", "from", "to", "factor", "reported_by"],
        (csv, c) => new SampleShift(
            csv[c[0]].IsEmpty ? null : short.Parse(csv[c[0]], CultureInfo.InvariantCulture),
            [.. csv.Text(c[1]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(i => short.Parse(i, CultureInfo.InvariantCulture))],
            csv.Text(c[2]),
            Month.TryParse(csv.Text(c[3]), out var from) ? from : throw csv.Error(c[3], "a month"),
            Month.TryParse(csv.Text(c[4]), out var to) ? to : throw csv.Error(c[4], "a month"),
            double.Parse(csv[c[5]], CultureInfo.InvariantCulture),
            csv.Text(c[6]) is "exporter"));

    /// <summary>Those that concern a flow.</summary>
    public static SampleShift[] Of(short exporter, short importer, short heading) => [.. _all.Where(s =>
        (s.Exporter ?? exporter) == exporter
        && (s.Importers is [] || s.Importers.Contains(importer))
        && heading.ToString(CultureInfo.InvariantCulture).StartsWith(s.Hs, StringComparison.Ordinal))];

    /// <summary>The product of the factors in a month.</summary>
    public static double FactorOf(SampleShift[] shifts, Month month, bool ofExporter)
    {
        var factor = 1.0;
        foreach (var shift in shifts)
        {
            if (shift.IsOfExporter == ofExporter && month >= shift.From && month <= shift.To) factor *= shift.Factor;
        }

        return factor;
    }
}
