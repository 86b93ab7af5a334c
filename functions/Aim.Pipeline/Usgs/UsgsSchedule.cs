using Aim.Pipeline.Feeds;
using Aim.Trade;

namespace Aim.Pipeline.Usgs;

/// <summary>
/// Which issues to ask for. One comes about two months after its month, some never do, and few are put in again: the newest are looked
/// for every day, those that are there or given up once a month.
/// </summary>
public static class UsgsSchedule
{
    /// <summary>The issues due at <paramref name="now"/>, oldest first.</summary>
    public static IReadOnlyList<string> Due(UsgsOptions options, IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now)
    {
        var recheckFrom = (Newest(units) ?? new Month(9999, 12)) - (options.RecheckIssues - 1);
        return [.. Issues(options.FirstIssue, null, now).Where(unit =>
        {
            if (!units.TryGetValue(unit, out var state)) return true;

            var isAwaited = !state.IsPresent && Month.Parse(unit) >= Month.Of(now) - options.GivenUpMonths;
            return (isAwaited || !state.IsPresent || Month.Parse(unit) >= recheckFrom)
                && now - state.Checked >= TimeSpan.FromDays(isAwaited ? options.ProbeDays : options.RecheckDays);
        })];
    }

    /// <summary>Oldest first, up to the last month that has ended.</summary>
    public static IReadOnlyList<string> Issues(string first, string? last, DateTimeOffset now)
    {
        var issues = new List<string>();
        var end = last is null ? Month.Of(now) - 1 : Month.Parse(last);
        for (var issue = Month.Parse(first); issue <= end; issue += 1) issues.Add(issue.ToString());
        return issues;
    }

    private static Month? Newest(IReadOnlyDictionary<string, UnitState> units) => units.Where(u => u.Value.IsPresent).Select(u => (Month?)Month.Parse(u.Key)).Max();
}
