using Aim.Trade;
using Aim.Trade.Profile;
using Xunit;

namespace Aim.Tests.Profile;

public sealed class TradeQuarterTests
{
    private static readonly Quarter Third = new(new Month(2025, 7));

    [Theory]
    [InlineData("2025-Q3", "2025-07", "third quarter of 2025", 92)]
    [InlineData("2024-Q1", "2024-01", "first quarter of 2024", 91)]
    [InlineData("2025-Q1", "2025-01", "first quarter of 2025", 90)]
    public void A_quarter_is_three_months(string text, string first, string words, int days)
    {
        Assert.True(Quarter.TryParse(text, out var quarter));
        Assert.Equal((Month.Parse(first), text, words, days), (quarter.First, quarter.ToString(), quarter.Words, quarter.Days));
        Assert.All(quarter.Months, m => Assert.Equal(quarter, Quarter.Of(m)));
    }

    [Theory]
    [InlineData("2025-Q0")]
    [InlineData("2025-Q5")]
    [InlineData("2025Q3")]
    [InlineData("1025-Q3")]
    [InlineData("")]
    public void What_is_no_quarter_is_none(string text) => Assert.False(Quarter.TryParse(text, out _));

    [Fact]
    public void Shares_are_of_the_total_that_the_source_gives_and_not_of_the_sum()
    {
        var quarter = TradeQuarter.Of(Third, Months(new Month(2024, 7), 100, new Month(2025, 7), 110));
        Assert.Equal(330, quarter.Tons);
        Assert.Equal(0.1, quarter.Change!.Value, 12);
        Assert.Equal(["CA", "AE"], quarter.Shares.Select(s => s.Key));
        Assert.Equal(60.0 / 110, quarter.Shares[0].Value, 12);
        Assert.Equal(30.0 / 110, quarter.Shares[1].Value, 12);
    }

    [Theory]
    [InlineData("2025-08", true)]
    [InlineData("2024-09", false)]
    public void With_a_month_missing_nothing_is_added_up(string month, bool isNow)
    {
        var months = Months(new Month(2024, 7), 100, new Month(2025, 7), 110);
        months[Month.Parse(month)] = months[Month.Parse(month)] with { Total = null };
        var quarter = TradeQuarter.Of(Third, months);
        Assert.Null(quarter.Change);
        Assert.Equal(isNow, quarter.Tons is null);
        Assert.Equal([Month.Parse(month)], isNow ? quarter.Missing : quarter.MissingBefore);

        var told = Developments.Trade("imports_usgs", "Imports", "sources", quarter, c => c, []);
        Assert.Contains($"{month} is not published", told.Text, StringComparison.Ordinal);
        Assert.Equal(month, told.Figures["months_missing"]);
    }

    [Theory]
    [InlineData(0.5364, 536_400, "1.61 million metric tons", "53.6 % more")]
    [InlineData(-0.0004, 99_960, "300 thousand metric tons", "as much as")]
    [InlineData(-0.5, 1.5, "4.5 metric tons", "50.0 % less")]
    public void Rounding_keeps_three_digits(double change, double tonsOfMonth, string tons, string changed)
    {
        var (now, before) = ((decimal)tonsOfMonth, (decimal)tonsOfMonth / (1 + (decimal)change));
        var text = Developments.Trade("x", "Imports", "sources", TradeQuarter.Of(Third, Months(new Month(2024, 7), before, new Month(2025, 7), now)), c => c, []).Text;
        Assert.StartsWith($"Imports came to {tons} in the third quarter of 2025, {changed} a", text.Replace(" than", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Dictionary<Month, TradeMonth> Months(params (Month First, decimal Total)[] quarters) => quarters
        .SelectMany(q => new Quarter(q.First).Months, (q, m) => (Month: m, q.Total))
        .ToDictionary(m => m.Month, m => new TradeMonth(m.Total, new Dictionary<string, decimal> { ["AE"] = 30, ["CA"] = 60, ["RU"] = 0 }));

    private static Dictionary<Month, TradeMonth> Months(Month then, decimal totalThen, Month now, decimal total) => Months((then, totalThen), (now, total));
}
