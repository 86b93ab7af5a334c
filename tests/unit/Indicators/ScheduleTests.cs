using Aim.Pipeline;
using Aim.Pipeline.Bls;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Usgs;
using Xunit;

namespace Aim.Tests.Indicators;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Years_are_pulled_newest_first_the_last_two_every_day_and_all_once_a_year()
    {
        var options = new BlsOptions { FirstYear = 2022 };
        Assert.Equal(["2026", "2025", "2024", "2023", "2022"], BlsSchedule.Due(options, new Dictionary<string, UnitState>(), Now));
        Assert.Empty(BlsSchedule.Due(options, Checked(["2026", "2025", "2024", "2023", "2022"], TimeSpan.FromHours(23)), Now));
        Assert.Equal(["2026", "2025"], BlsSchedule.Due(options, Checked(["2026", "2025", "2024", "2023", "2022"], TimeSpan.FromHours(24)), Now));
        Assert.Equal(["2026", "2025", "2024", "2023", "2022"], BlsSchedule.Due(options, Checked(["2026", "2025", "2024", "2023", "2022"], TimeSpan.FromDays(365)), Now));
    }

    [Fact]
    public void Issues_are_pulled_oldest_first_up_to_the_last_month_that_has_ended()
    {
        var issues = UsgsSchedule.Due(new UsgsOptions { FirstIssue = "2026-04" }, new Dictionary<string, UnitState>(), Now);
        Assert.Equal(["2026-04", "2026-05", "2026-06", "2026-07"], issues);
    }

    [Fact]
    public void An_issue_to_come_is_looked_for_every_day_and_one_given_up_once_a_month()
    {
        var options = new UsgsOptions { FirstIssue = "2025-05" };
        var all = UsgsSchedule.Issues(options.FirstIssue, null, Now);
        Dictionary<string, UnitState> Known(double days) => all.ToDictionary(i => i, i => new UnitState(i is "2025-06" or "2025-12" or "2026-07" ? 0 : 1, "-", Now - TimeSpan.FromDays(days)), StringComparer.Ordinal);

        Assert.Empty(UsgsSchedule.Due(options, Known(0.9), Now));
        Assert.Equal(["2025-12", "2026-07"], UsgsSchedule.Due(options, Known(1), Now));
        Assert.Equal(["2025-06", "2025-12", "2026-04", "2026-05", "2026-06", "2026-07"], UsgsSchedule.Due(options, Known(30), Now));
    }

    private static Dictionary<string, UnitState> Checked(IEnumerable<string> units, TimeSpan ago) =>
        units.ToDictionary(u => u, _ => new UnitState(1, "-", Now - ago), StringComparer.Ordinal);
}
