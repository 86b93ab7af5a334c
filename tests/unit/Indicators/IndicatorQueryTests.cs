using System.Globalization;
using Aim.Trade;
using Aim.Trade.Indicators;
using Aim.Trade.Query;
using Xunit;

namespace Aim.Tests.Indicators;

public sealed class IndicatorQueryTests
{
    private static readonly IndicatorSeries Price = new("P", "bls", "prices", "Price", "index", null, "NSA", null, IsConfirmed: true);
    private static readonly IndicatorSeries Metal = Price with { Id = "M", Group = "production" };
    private static readonly IndicatorQuery Monthly = new(null, null, Frequency.Monthly, null);

    [Fact]
    public void A_month_is_told_with_its_change_on_the_year_and_its_index()
    {
        var rows = Monthly.Run([Of(Price, ("2024-01", 50), ("2024-02", 200), ("2025-01", 75))]);
        Assert.Equal(["2024-01 P 50 - - A 1", "2024-02 P 200 - - A 1", "2025-01 P 75 0.5 - A 1"], rows.Select(Text));
        rows = (Monthly with { Base = (Month.Parse("2024-01"), Month.Parse("2024-12")) }).Run([Of(Price, ("2024-01", 50), ("2024-02", 200), ("2025-01", 75))]);
        Assert.Equal(["40", "160", "60"], rows.Select(r => Number(r.Index)));
    }

    [Fact]
    public void Without_a_base_2017_is_100_or_else_the_first_full_year()
    {
        var years = Enumerable.Range(2015, 5).Where(y => y != 2016).SelectMany(y => Enumerable.Range(1, 12).Select(m => ($"{y}-{m:D2}", (decimal?)(y == 2017 ? 10 : 20)))).ToArray();
        Assert.Equal("200", Number(Monthly.Run([Of(Price, years)])[^1].Index));
        var without = years.Where(y => y.Item1 != "2017-05").ToArray();
        Assert.Equal(("100", "50"), (Number(Monthly.Run([Of(Price, without)])[0].Index), Number(Monthly.Run([Of(Price, without)]).Find(r => r.Period == "2017-06")!.Index)));
        Assert.Null(Monthly.Run([Of(Price, ("2024-01", 1))])[0].Index);
        Assert.Null((Monthly with { Base = (Month.Parse("2024-01"), Month.Parse("2024-01")) }).Run([Of(Price, ("2024-01", 0))])[0].Index);
    }

    [Fact]
    public void Longer_periods_are_means_and_production_is_a_sum()
    {
        (string, decimal?)[] months = [("2024-01", 1), ("2024-02", 2), ("2024-03", 6), ("2024-04", 10), ("2025-01", 2), ("2025-02", 4), ("2025-03", 12)];
        var query = Monthly with { Frequency = Frequency.Quarterly, Base = (Month.Parse("2024-01"), Month.Parse("2024-03")) };
        Assert.Equal(
            ["2024-Q1 M 9 - 100 A 3", "2024-Q1 P 3 - 100 A 3", "2024-Q2 M 10 - 333.3333 A 1", "2024-Q2 P 10 - 333.3333 A 1", "2025-Q1 M 18 1 200 A 3", "2025-Q1 P 6 1 200 A 3"],
            query.Run([Of(Price, months), Of(Metal, months)]).Select(Text));

        // The year that has three months is held against the same three.
        Assert.Equal(["2024 M 19 - - A 4", "2025 M 18 1 - A 3"], (Monthly with { Frequency = Frequency.Yearly }).Run([Of(Metal, months)]).Select(Text));
    }

    [Fact]
    public void What_is_missing_has_a_row_and_no_figure_and_nothing_is_compared_with_it()
    {
        (string, decimal?)[] months = [("2024-01", null), ("2024-02", 4), ("2025-01", 3), ("2025-02", 6)];
        Assert.Equal(["2024-01 P - - - M 0", "2024-02 P 4 - - A 1", "2025-01 P 3 - - A 1", "2025-02 P 6 0.5 - A 1"], Monthly.Run([Of(Price, months)]).Select(Text));
        Assert.Equal(["2024-Q1 P 4 - - A 1", "2025-Q1 P 4.5 - - A 2"], (Monthly with { Frequency = Frequency.Quarterly }).Run([Of(Price, months)]).Select(Text));
    }

    [Fact]
    public void A_longer_period_is_preliminary_or_revised_when_any_month_of_it_is()
    {
        var history = new IndicatorHistory(Price, new Dictionary<Month, Figure> { [Month.Parse("2024-01")] = new(1, "R"), [Month.Parse("2024-02")] = new(1, "P"), [Month.Parse("2024-04")] = new(1, "R"), [Month.Parse("2024-05")] = new(1, "A") });
        Assert.Equal(["P", "R"], (Monthly with { Frequency = Frequency.Quarterly }).Run([history]).Select(r => r.Status));
    }

    [Fact]
    public void A_range_cuts_the_rows_and_not_what_they_are_compared_with()
    {
        (string, decimal?)[] months = [("2024-01", 1), ("2024-02", 3), ("2025-01", 2), ("2025-02", 9), ("2025-03", 1)];
        var query = new IndicatorQuery(Month.Parse("2025-02"), Month.Parse("2025-02"), Frequency.Quarterly, (Month.Parse("2024-01"), Month.Parse("2024-12")));
        Assert.Equal(["2025-Q1 P 9 2 450 A 1"], query.Run([Of(Price, months)]).Select(Text));
    }

    [Theory]
    [InlineData("1", "1", "", "A")]
    [InlineData("1", "2", "", "R")]
    [InlineData("1", "2", "Preliminary", "P")]
    [InlineData("1", "1", "Revised", "R")]
    [InlineData("", "2", "", "A")]
    [InlineData("1", "", "", "M")]
    public void The_status_of_a_figure_follows_from_its_marks_and_its_first_publication(string first, string now, string marks, string status) => Assert.Equal(
        status,
        Figure.Of(new Observation(Parsed(now), marks.Length == 0 ? ObservationMarks.None : Enum.Parse<ObservationMarks>(marks)), Parsed(first)).Status);

    [Theory]
    [InlineData("0")]
    [InlineData("-12.5")]
    [InlineData("191.237")]
    [InlineData("999999999999.999999")]
    public void A_figure_is_stored_as_it_is(string value)
    {
        var figure = new Observation(Parsed(value), ObservationMarks.Preliminary | ObservationMarks.Revised);
        Assert.True(Observation.CanHold(figure.Value!.Value));
        Assert.Equal(figure, Observation.Of(figure.ToCell()));
        Assert.Equal(new Observation(null, ObservationMarks.None), Observation.Of(new Observation(null, ObservationMarks.None).ToCell()));
    }

    private static decimal? Parsed(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static IndicatorHistory Of(IndicatorSeries series, params (string Month, decimal? Value)[] months) =>
        new(series, months.ToDictionary(m => Month.Parse(m.Month), m => new Figure(m.Value, m.Value is null ? "M" : "A")));

    private static string Text(IndicatorRow row) => $"{row.Period} {row.Series.Id} {Number((double?)row.Value)} {Number(row.Change)} {Number(row.Index)} {row.Status} {row.Months}";

    private static string Number(double? value) => value is { } number ? Math.Round(number, 4).ToString(CultureInfo.InvariantCulture) : "-";
}
