using Aim.Pipeline.Publishing;

namespace Aim.Pipeline.Feeds;

/// <summary>When more is expected of a feed.</summary>
/// <param name="NextDue">The day; null before the first publication.</param>
/// <param name="IsLate">Whether that is more than three days overdue.</param>
public readonly record struct Expectation(DateOnly? NextDue, bool IsLate)
{
    private const int GraceDays = 3;

    /// <param name="feed">The feed.</param>
    /// <param name="parts">What is published of it.</param>
    /// <param name="now">The time, UTC.</param>
    public static Expectation Of(IFeed feed, IEnumerable<FeedPublications> parts, DateTimeOffset now)
    {
        var next = parts.Select(feed.NextDue).Max();
        return new Expectation(next, next is { } day && DateOnly.FromDateTime(now.UtcDateTime) > day.AddDays(GraceDays));
    }
}
