using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

internal enum SampleMeasure
{
    Quantity,
    Price,
}

/// <summary>
/// A time in which more or less of something was traded than in the rest of the year, or at another price. Those that the file
/// calls planted are for alerts to find.
/// </summary>
internal sealed record SampleEvent(Flow Flow, SampleMeasure Measure, string Hs, CountryCode? Country, Month From, Month To, double Factor)
{
    private static readonly List<SampleEvent> _all = ReferenceData.Read(
        "sample-events.csv",
        ["flow", "measure", "hs", "cty_code", "from", "to", "factor"],
        (csv, c) => new SampleEvent(
            Enum.Parse<Flow>(csv.Text(c[0]), ignoreCase: true),
            Enum.Parse<SampleMeasure>(csv.Text(c[1]), ignoreCase: true),
            csv.Text(c[2]),
            csv[c[3]].IsEmpty ? null : CountryCode.Parse(csv.Text(c[3])),
            Month.TryParse(csv.Text(c[4]), out var from) ? from : throw csv.Error(c[4], "a month"),
            Month.TryParse(csv.Text(c[5]), out var to) ? to : throw csv.Error(c[5], "a month"),
            double.Parse(csv[c[6]], CultureInfo.InvariantCulture)));

    /// <summary>The factors of each month of a year.</summary>
    public static double[] FactorsOf(Flow flow, SampleMeasure measure, long code, CountryCode country, int year)
    {
        var hs = code.ToString(CultureInfo.InvariantCulture);
        var factors = new double[12];
        Array.Fill(factors, 1);
        foreach (var e in _all.Where(e => e.Flow == flow && e.Measure == measure && (e.Country ?? country) == country && hs.StartsWith(e.Hs, StringComparison.Ordinal)))
        {
            for (var number = 1; number <= 12; number++)
            {
                if (new Month(year, number) is var month && month >= e.From && month <= e.To) factors[number - 1] *= e.Factor;
            }
        }

        return factors;
    }
}
