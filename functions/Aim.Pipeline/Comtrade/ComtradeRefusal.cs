using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Aim.Pipeline.Feeds;

namespace Aim.Pipeline.Comtrade;

/// <summary>What the service means when it says no: it does so with many a status, 200 among them, and tells in words.</summary>
internal static partial class ComtradeRefusal
{
    public static SourceFault FaultOf(HttpStatusCode status, string text) => status switch
    {
        _ when Says(text, "quota") => SourceFault.Quota,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SourceFault.Key,
        HttpStatusCode.TooManyRequests => SourceFault.Throttled,
        HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestUriTooLong => SourceFault.TooLarge,
        HttpStatusCode.OK or HttpStatusCode.BadRequest => FaultOf(text),
        _ => SourceFault.Service,
    };

    /// <summary>How long until calls are possible again; null when it does not say.</summary>
    public static TimeSpan? Wait(string text) =>
        Replenished().Match(text) is { Success: true } match && TimeSpan.TryParse(match.Groups["wait"].ValueSpan, CultureInfo.InvariantCulture, out var wait) ? wait : null;

    private static SourceFault FaultOf(string text) => text switch
    {
        _ when Says(text, "subscription key") || Says(text, "access denied") => SourceFault.Key,
        _ when Says(text, "rate limit") || Says(text, "again in") => SourceFault.Throttled,
        _ when Says(text, "maximum") || Says(text, "exceed") || Says(text, "too many") || Says(text, "too large") => SourceFault.TooLarge,
        _ => SourceFault.Service,
    };

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"replenished in (?<wait>[\d.:]*\d)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Replenished();
}
