using System.Globalization;
using NCrontab;

namespace Aim.Local.Runtime;

/// <summary>When a timer is due: by cron of 5 or 6 fields, or after each span of time. UTC.</summary>
internal sealed class Schedule(Func<DateTime, DateTime> next)
{
    // A leap day can be eight years away; what does not come within this many years never comes.
    private const int Years = 9;

    /// <summary>The first time due after the given one.</summary>
    public DateTime Next(DateTime after) => next(after);

    /// <exception cref="InvalidOperationException">The text is no schedule, or one that is never due.</exception>
    public static Schedule Parse(Function function, string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
            return new(after => after + span);
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is not { } cron)
            throw function.Refuse($"'{text}' is neither cron nor a time span.");
        var now = DateTime.UtcNow;
        if (cron.GetNextOccurrence(now, now.AddYears(Years)) == now.AddYears(Years))
            throw function.Refuse($"'{text}' is never due.");
        return new(cron.GetNextOccurrence);
    }

    /// <summary>Whether two of the next times due are less than a minute apart.</summary>
    public bool IsMoreOftenThanMinutely(DateTime now)
    {
        var due = Next(now);
        for (var i = 0; i < 5; i++)
        {
            var following = Next(due);
            if (following - due < TimeSpan.FromMinutes(1))
                return true;
            due = following;
        }

        return false;
    }
}
