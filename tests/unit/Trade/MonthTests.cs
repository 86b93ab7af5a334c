using Aim.Trade;
using Xunit;

namespace Aim.Tests.Trade;

public sealed class MonthTests
{
    [Theory]
    [InlineData("2025-01", 2025, 1, 1)]
    [InlineData("2024-12", 2024, 12, 4)]
    [InlineData("1900-06", 1900, 6, 2)]
    public void A_month_is_read_and_written(string text, int year, int number, int quarter)
    {
        var month = Month.Parse(text);

        Assert.Equal((year, number, quarter, text), (month.Year, month.Number, month.Quarter, month.ToString()));
        Assert.Equal(month, new Month(year, number));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025")]
    [InlineData("2025-13")]
    [InlineData("2025-00")]
    [InlineData("2025-1")]
    [InlineData("1899-12")]
    [InlineData("2200-01")]
    [InlineData("2025/01")]
    [InlineData("+025-01")]
    [InlineData("2025- 1")]
    [InlineData("２０２５-01")]
    public void What_is_no_month_is_refused(string? text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void Months_count_over_the_end_of_a_year()
    {
        Assert.Equal(new Month(2025, 2), new Month(2024, 11) + 3);
        Assert.Equal(new Month(2024, 11), new Month(2025, 2) - 3);
        Assert.True(new Month(2024, 12) < new Month(2025, 1));
        Assert.Equal(new DateOnly(2024, 2, 29), new Month(2024, 2).LastDay);
        Assert.Equal(new Month(2025, 1), Month.Of(new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.FromHours(-5))));
    }
}
