using System.Globalization;
using Aim.Local.Runtime;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Aim.Tests.Runtime;

public sealed class ScheduleTests
{
    private static readonly DateTime Now = new(2025, 3, 6, 12, 0, 30, DateTimeKind.Utc);

    [Theory]
    [InlineData("*/5 * * * *", "2025-03-06T12:05:00")]
    [InlineData("15 */5 * * * *", "2025-03-06T12:05:15")]
    [InlineData("0 0 6 1 Jan *", "2026-01-01T06:00:00")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00")]
    [InlineData("00:10:00", "2025-03-06T12:10:30")]
    public void Next_is_the_first_time_after(string text, string expected)
    {
        var next = Schedule.Parse(Sample.Function, text).Next(Now);
        Assert.Equal(expected, next.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, next.Kind);
    }

    [Theory]
    [InlineData("61 * * * *", "neither")]
    [InlineData("", "neither")]
    [InlineData("-00:10:00", "neither")]
    [InlineData("00:00:00", "neither")]
    [InlineData("0 0 0 31 2 *", "never due")]
    public void What_is_no_schedule_is_refused(string text, string reason) => Assert.Contains(
        reason, Assert.Throws<InvalidOperationException>(() => Schedule.Parse(Sample.Function, text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("* * * * *", false)]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0,10 0 3 * * *", true)]
    [InlineData("00:00:59", true)]
    public void More_often_than_minutely_is_known(string text, bool expected) =>
        Assert.Equal(expected, Schedule.Parse(Sample.Function, text).IsMoreOftenThanMinutely(Now));

    [Fact]
    public void Delays_double_up_to_the_most()
    {
        var policy = RetryPolicy.Of(new ExponentialBackoffRetryAttribute(5, "00:00:01", "00:00:03"));
        Assert.Equal([1, 2, 3, 3], Enumerable.Range(1, 4).Select(retry => policy.Delay(retry).TotalSeconds));
        Assert.True(policy.Allows(5));
        Assert.False(policy.Allows(6));
        Assert.True(RetryPolicy.Of(new FixedDelayRetryAttribute(-1, "00:00:01")).Allows(1_000_000));
    }
}
