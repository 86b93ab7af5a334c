using System.Globalization;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;

namespace Aim.Upstream.Sample;

/// <summary>A country in the trade of the world: what it sends and takes in a year, thousand tons, and how late it tells of it.</summary>
/// <param name="LagDays">The days after a month's end when it reports; null for one that never does.</param>
/// <param name="Until">The last month that it reports; null while it still does.</param>
/// <param name="HasStopped">It has not reported for some months, whatever the day.</param>
internal sealed record SampleReporter(
    short Code, string Region, int? LagDays, Month? Until, bool HasStopped, double CrudeOut, double SemisOut, double CrudeIn, double SemisIn)
{
    public const short UnitedStates = 842;

    private const int MonthsStopped = 8;

    public static IReadOnlyList<SampleReporter> All { get; } = ReferenceData.Read(
        "sample-reporters.csv",
        ["m49", "region", "lag_days", "until", "crude_out_kt", "semis_out_kt", "crude_in_kt", "semis_in_kt"],
        (csv, c) => new SampleReporter(
            short.Parse(csv[c[0]], CultureInfo.InvariantCulture),
            csv.Text(c[1]),
            csv[c[2]].IsEmpty ? null : int.Parse(csv[c[2]], CultureInfo.InvariantCulture),
            Month.TryParse(csv.Text(c[3]), out var until) ? until : null,
            csv.Text(c[3]) is "stopped",
            double.Parse(csv[c[4]], CultureInfo.InvariantCulture),
            double.Parse(csv[c[5]], CultureInfo.InvariantCulture),
            double.Parse(csv[c[6]], CultureInfo.InvariantCulture),
            double.Parse(csv[c[7]], CultureInfo.InvariantCulture)));

    /// <summary>Whether it tells anything at all.</summary>
    public bool Reports => LagDays is not null;

    /// <summary>When it tells of a month; null when it never does, or has not on that day.</summary>
    public DateTime? Released(Month month, DateOnly day)
    {
        if (LagDays is not { } lag || month > Until || (HasStopped && month.Index > new Month(day.Year, day.Month).Index - MonthsStopped)) return null;

        var released = month.LastDay.AddDays(lag + (int)(6 * Chance.Even("released", Code, month.Index)));
        return released <= day ? released.ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc) : null;
    }
}
