using System.Globalization;
using System.Text.RegularExpressions;

namespace Aim.Pipeline.Raw;

/// <summary>
/// An answer of an upstream as it was received. All that is needed to order and date it stands in its name, so that a listing is
/// the whole catalogue: <c>{feed}/{unit}/{sequence}-{received}-{rows}-{hash}.{format}.gz</c>.
/// </summary>
/// <param name="Feed">The feed, as <c>census-imports</c>.</param>
/// <param name="Unit">What was asked for, as <c>2025-03</c>.</param>
/// <param name="Sequence">Counts the answers of a feed, from 1; a later one supersedes an earlier one of its unit.</param>
/// <param name="Received">When, to the second.</param>
/// <param name="Rows">Rows of the answer.</param>
/// <param name="Hash">First 32 hexadecimal digits of the SHA-256 of the answer, uncompressed.</param>
/// <param name="Format"><c>json</c>, <c>csv</c> or <c>xlsx</c>.</param>
public sealed partial record RawBlob(string Feed, string Unit, int Sequence, DateTimeOffset Received, long Rows, string Hash, string Format)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"{Feed}/{Unit}/{Sequence:D6}-{Received.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Rows}-{Hash}.{Format}.gz");

    /// <summary>Null when the name is not one of ours.</summary>
    public static RawBlob? TryParse(string name)
    {
        var match = Pattern().Match(name);
        return match.Success
            && DateTime.TryParseExact(
                match.Groups["received"].ValueSpan, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var received)
            ? new RawBlob(
                match.Groups["feed"].Value,
                match.Groups["unit"].Value,
                int.Parse(match.Groups["sequence"].ValueSpan, CultureInfo.InvariantCulture),
                new DateTimeOffset(received, TimeSpan.Zero),
                long.Parse(match.Groups["rows"].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups["hash"].Value,
                match.Groups["format"].Value)
            : null;
    }

    [GeneratedRegex(
        @"^(?<feed>[a-z-]{1,40})/(?<unit>[0-9A-Za-z-]{1,40})/(?<sequence>[0-9]{6,9})-(?<received>[0-9]{8}T[0-9]{6}Z)-(?<rows>[0-9]{1,12})-(?<hash>[0-9a-f]{32})\.(?<format>json|csv|xlsx)\.gz$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
