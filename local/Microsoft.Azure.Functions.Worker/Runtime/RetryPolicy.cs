using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Local.Runtime;

/// <summary>How often and after what delays a failed invocation is tried again. -1 retries are without end.</summary>
internal sealed record RetryPolicy(int MaxRetryCount, TimeSpan Minimum, TimeSpan Maximum)
{
    public static readonly RetryPolicy None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public static RetryPolicy Of(RetryAttribute? attribute) => attribute switch
    {
        FixedDelayRetryAttribute x => new(x.MaxRetryCount, Parse(x.DelayInterval), Parse(x.DelayInterval)),
        ExponentialBackoffRetryAttribute x => new(x.MaxRetryCount, Parse(x.MinimumInterval), Parse(x.MaximumInterval)),
        _ => None,
    };

    public bool Allows(int retry) => MaxRetryCount < 0 || retry <= MaxRetryCount;

    /// <summary>The delay before the n-th retry, counted from 1: twice the one before, within the bounds.</summary>
    public TimeSpan Delay(int retry) =>
        TimeSpan.FromTicks((long)Math.Min(Maximum.Ticks, Minimum.Ticks * Math.Pow(2, retry - 1)));

    private static TimeSpan Parse(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
