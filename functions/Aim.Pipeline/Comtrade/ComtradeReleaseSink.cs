using System.Globalization;
using System.Text;
using Aim.Trade;

namespace Aim.Pipeline.Comtrade;

/// <summary>Takes the list of what is available; a month that is there in several classifications counts with its newest release.</summary>
internal sealed class ComtradeReleaseSink(Month first) : IComtradeSink
{
    private const int Reporter = 0, Period = 1, LastReleased = 2;

    private readonly Dictionary<(short Reporter, Month Month), DateTimeOffset> releases = [];

    /// <summary>By reporter and month.</summary>
    public IReadOnlyList<ComtradeRelease> Releases =>
        [.. releases.Select(r => new ComtradeRelease(r.Key.Reporter, r.Key.Month, r.Value)).OrderBy(r => r.Reporter).ThenBy(r => r.Month)];

    /// <summary>The fields in the order of the constants.</summary>
    public static ComtradeFields Fields() => new("reporterCode", "period", "lastReleased");

    public void Row(in ComtradeRow row)
    {
        var month = row.Month(Period);
        if (month < first) return;

        var text = Encoding.UTF8.GetString(row.Required(LastReleased));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var released))
            throw row.Wrong(LastReleased, "no time");

        var key = (row.Code(Reporter), month);
        if (!releases.TryGetValue(key, out var known) || known < released) releases[key] = released;
    }
}
