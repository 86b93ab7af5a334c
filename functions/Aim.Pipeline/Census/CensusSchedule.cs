using Aim.Pipeline.Feeds;
using Aim.Trade;

namespace Aim.Pipeline.Census;

/// <summary>
/// Which months to ask the Census for. The service has no sign of change, so the rule follows its habits: the newest month until
/// it appears, the last months again every month, and the last three years when the annual revision is published.
/// </summary>
public static class CensusSchedule
{
    /// <summary>The newest month that can be published: the last one that has ended.</summary>
    public static Month Newest(DateTimeOffset now) => Month.Of(now) - 1;

    public static IReadOnlyList<string> Months(Month first, Month last)
    {
        var months = new List<string>();
        for (var month = first; month <= last; month += 1) months.Add(month.ToString());
        return months;
    }

    /// <summary>The months due at <paramref name="now"/>, oldest first.</summary>
    public static IReadOnlyList<string> Due(CensusOptions options, IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now)
    {
        var present = units.Where(u => u.Value.IsPresent).Select(u => Month.Parse(u.Key)).Order().ToList();
        var recheckFrom = present.Count == 0 ? default : present[^1] - (Window(options, now) - 1);

        return [.. Months(Month.Parse(options.FirstMonth), Newest(now)).Where(unit =>
        {
            if (!units.TryGetValue(unit, out var state)) return true;

            var age = now - state.Checked;
            var month = Month.Parse(unit);
            if (state.IsPresent) return month >= recheckFrom && age >= TimeSpan.FromDays(options.RecheckDays);

            // A hole between published months, or a month still to come, is asked for often; what lies before the first one rarely.
            var interval = present.Count == 0 || month > present[0] ? TimeSpan.FromMinutes(options.ProbeMinutes) : TimeSpan.FromDays(options.RecheckDays);
            return age >= interval;
        })];
    }

    private static int Window(CensusOptions options, DateTimeOffset now) =>
        now.Month is 6 or 7 ? Math.Max(options.RecheckMonths, options.RevisionMonths) : options.RecheckMonths;
}
