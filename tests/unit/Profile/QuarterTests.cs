using Aim.Trade;
using Xunit;

namespace Aim.Tests.Profile;

public sealed class QuarterTests
{
    [Theory]
    [InlineData("2025-Q3", "2025-07", "third quarter of 2025")]
    [InlineData("2024-Q1", "2024-01", "first quarter of 2024")]
    public void A_quarter_is_three_months(string text, string first, string words)
    {
        Assert.True(Quarter.TryParse(text, out var quarter));
        Assert.Equal((Month.Parse(first), text, words), (quarter.First, quarter.ToString(), quarter.Words));
        Assert.All(quarter.Months, m => Assert.Equal(quarter, Quarter.Of(m)));
    }

    [Theory]
    [InlineData("2025-Q0")]
    [InlineData("2025-Q5")]
    [InlineData("2025Q3")]
    [InlineData("1025-Q3")]
    [InlineData("")]
    public void What_is_no_quarter_is_none(string text) => Assert.False(Quarter.TryParse(text, out _));
}
