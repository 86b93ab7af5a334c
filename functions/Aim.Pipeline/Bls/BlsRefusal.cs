using Aim.Pipeline.Feeds;

namespace Aim.Pipeline.Bls;

/// <summary>What the service means when it says no, which it does in words, with a status of yes.</summary>
internal static class BlsRefusal
{
    public static SourceFault FaultOf(string text) => text switch
    {
        _ when Says(text, "threshold") => SourceFault.Quota,
        _ when Says(text, "key") && Says(text, "invalid") => SourceFault.Key,
        _ => SourceFault.Service,
    };

    /// <summary>The day's questions are counted anew from midnight on.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
