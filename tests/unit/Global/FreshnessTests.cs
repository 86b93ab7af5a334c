using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;
using Xunit;

namespace Aim.Tests.Global;

public sealed class FreshnessTests
{
    [Theory]
    [InlineData("2025-03", "2025-06-30", 2, false)]
    [InlineData("2025-03", "2025-07-01", 3, true)]
    [InlineData("2025-06", "2025-07-01", 0, false)]
    [InlineData("2024-11", "2025-02-28", 2, false)]
    [InlineData("2024-11", "2025-03-01", 3, true)]
    public void A_reporter_is_late_from_the_month_after_the_one_in_which_it_was_due(string newest, string today, int lag, bool isLate)
    {
        var freshness = Freshness.Of(new Reporter("CA", 124, default, LagMonths: 2), Month.Parse(newest), Day(today));

        Assert.Equal(new Freshness("CA", Month.Parse(newest), lag, 2, isLate), freshness);
    }

    [Theory]
    [InlineData("2022-01", false)]
    [InlineData("2021-12", true)]
    public void One_that_has_ended_its_reports_is_late_only_with_the_last_of_them(string newest, bool isLate) =>
        Assert.Equal(isLate, Freshness.Of(new Reporter("RU", 643, new Validity(null, new Month(2022, 1)), LagMonths: 4), Month.Parse(newest), Day("2025-07-01")).IsLate);

    [Fact]
    public void A_total_lacks_those_who_told_of_a_month_within_the_year_before_and_not_of_this_one()
    {
        var month = new Month(2025, 1);
        var told = new Dictionary<string, IReadOnlySet<Month>>(StringComparer.Ordinal)
        {
            ["US"] = Months(month - 1, month),
            ["NO"] = Months(month - 1),
            ["IN"] = Months(month - 12),
            ["RU"] = Months(month - 13),
            ["TW"] = Months(month + 1),
        };

        Assert.Equal(["IN", "NO"], Freshness.Missing(told, month));

        static HashSet<Month> Months(params Month[] months) => [.. months];
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
