using Aim.Cli;
using Xunit;

namespace Aim.EndToEnd.Tests.Cli;

public sealed class TestTotalsTests
{
    [Fact]
    public void The_closing_line_counts_skipped_ones_when_there_are_any()
    {
        Assert.Equal("5 passed, 1 failed", (new TestTotals(2, 1) + new TestTotals(3, 0)).ToString());
        Assert.Equal("2 passed, 1 failed, 4 skipped", new TestTotals(2, 1, 4).ToString());
    }

    [Theory]
    [InlineData(3, 0, 0, false, 0)]
    [InlineData(3, 0, 1, false, 1)] // crashed after its last test
    [InlineData(3, 2, 1, false, 2)]
    [InlineData(0, 0, 0, false, 1)] // ran nothing
    [InlineData(0, 0, 0, true, 0)]
    [InlineData(0, 0, 134, true, 1)]
    public void A_suite_that_broke_or_ran_nothing_has_failed(int passed, int failed, int exitCode, bool mayBeEmpty, int expected) =>
        Assert.Equal(expected, new TestTotals(passed, failed).Judged(exitCode, mayBeEmpty).Failed);

    [Fact]
    public void A_report_is_counted()
    {
        Assert.Equal(
            new TestTotals(4, 1, 2),
            TestSuites.Count("""{"results":{"summary":{"tests":7,"passed":4,"failed":1,"skipped":2}}}"""));
        Assert.Equal(new TestTotals(0, 0), TestSuites.Count(""));
    }
}
