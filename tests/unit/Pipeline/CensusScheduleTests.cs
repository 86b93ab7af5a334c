using Aim.Pipeline;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Trade;
using Xunit;

namespace Aim.Tests.Pipeline;

public sealed class CensusScheduleTests
{
    private static readonly CensusOptions Options = new() { FirstMonth = "2020-01" };

    [Fact]
    public void An_empty_store_is_filled_oldest_first_up_to_the_last_month_that_has_ended()
    {
        var due = CensusSchedule.Due(Options, new Dictionary<string, UnitState>(StringComparer.Ordinal), Day(2025, 9, 1));

        Assert.Equal((68, "2020-01", "2025-08"), (due.Count, due[0], due[^1]));
        Assert.Equal(due.Order(StringComparer.Ordinal), due);
    }

    [Fact]
    public void The_month_to_come_is_asked_for_every_hour_until_it_appears()
    {
        var units = Published("2020-01", "2025-07", Day(2025, 9, 4));
        units["2025-08"] = new UnitState(0, "-", Day(2025, 9, 4));

        Assert.Empty(CensusSchedule.Due(Options, units, Day(2025, 9, 4).AddMinutes(59)));
        Assert.Equal(["2025-08"], CensusSchedule.Due(Options, units, Day(2025, 9, 4).AddMinutes(60)));
    }

    [Fact]
    public void The_last_three_months_are_asked_for_again_every_month_and_no_others()
    {
        var units = Published("2020-01", "2025-08", Day(2025, 9, 4));

        Assert.Equal(["2025-09"], CensusSchedule.Due(Options, units, Day(2025, 10, 3)));
        Assert.Equal(["2025-06", "2025-07", "2025-08", "2025-09"], CensusSchedule.Due(Options, units, Day(2025, 10, 4)));
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(6, 36)]
    [InlineData(7, 36)]
    [InlineData(8, 3)]
    public void In_June_and_July_the_last_36_months_are_asked_for_again(int month, int expected)
    {
        var newest = (new Month(2025, month) - 1).ToString();
        var units = Published("2020-01", newest, Day(2025, 1, 1));

        var due = CensusSchedule.Due(Options, units, Day(2025, month, 20));

        Assert.Equal(expected, due.Count);
        Assert.Equal((Month.Parse(newest) - (expected - 1)).ToString(), due[0]);
    }

    [Fact]
    public void A_hole_is_asked_for_often_and_what_lies_before_the_first_month_rarely()
    {
        var units = Published("2024-01", "2025-08", Day(2025, 9, 4));
        units["2024-05"] = units["2023-12"] = new UnitState(0, "-", Day(2025, 9, 4));
        var options = new CensusOptions { FirstMonth = "2023-12" };

        Assert.Equal(["2024-05"], CensusSchedule.Due(options, units, Day(2025, 9, 4).AddHours(2)));
        Assert.Contains("2023-12", CensusSchedule.Due(options, units, Day(2025, 10, 10)));
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static Dictionary<string, UnitState> Published(string from, string to, DateTimeOffset asked) =>
        CensusSchedule.Months(Month.Parse(from), Month.Parse(to)).ToDictionary(m => m, _ => new UnitState(1, "h", asked), StringComparer.Ordinal);
}
