using System.Globalization;
using Aim.Pipeline.Feeds;

namespace Aim.Pipeline.Bls;

/// <summary>
/// Which years to ask for. Surveys publish on different days of the month and correct four months later: the last years are asked for
/// every day, which is a question each, and all others once a year.
/// </summary>
public static class BlsSchedule
{
    /// <summary>The years due at <paramref name="now"/>, newest first.</summary>
    public static IReadOnlyList<string> Due(BlsOptions options, IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) =>
        [.. Years(options.FirstYear, now.UtcDateTime.Year).Where(unit => !units.TryGetValue(unit, out var state)
            || now - state.Checked >= TimeSpan.FromDays(int.Parse(unit, CultureInfo.InvariantCulture) > now.UtcDateTime.Year - options.RecentYears ? options.RecheckDays : options.AllYearsDays))];

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<string> Years(int first, int last) =>
        [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Reverse().Select(y => y.ToString(CultureInfo.InvariantCulture))];
}
