using Aim.Upstream.Data;

namespace Aim.Upstream.Census;

/// <summary>The service's <c>time</c>: <c>2025</c>, <c>2025-03</c>, <c>from 2024-01 to 2025-03</c>, <c>from 2024-01</c>; several add up.</summary>
internal static class TimeRange
{
    /// <summary>A test for months; null values accept every month.</summary>
    public static bool TryParse(string[]? values, out Func<Month, bool> accepts)
    {
        var ranges = new List<(Month From, Month To)>();
        accepts = month => values is null || ranges.Exists(r => month >= r.From && month <= r.To);
        foreach (var value in values ?? [])
        {
            if (!TryParse(value, out var range)) return false;
            ranges.Add(range);
        }

        return true;
    }

    private static bool TryParse(string value, out (Month From, Month To) range)
    {
        range = default;
        if (value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var first, .. var rest]) return false;
        if (!first.Equals("from", StringComparison.OrdinalIgnoreCase)) return rest is [] && TryBounds(first, out range);
        switch (rest)
        {
            case [var from] when TryBounds(from, out var open):
                range = (open.From, new Month(int.MaxValue));
                return true;
            case [var from, var to, var until] when to.Equals("to", StringComparison.OrdinalIgnoreCase)
                && TryBounds(from, out var begin) && TryBounds(until, out var end):
                range = (begin.From, end.To);
                return true;
            default:
                return false;
        }
    }

    private static bool TryBounds(string text, out (Month From, Month To) bounds)
    {
        var year = text.Length == 4 ? text + "-01" : text;
        var isMonth = Month.TryParse(year, out var month);
        bounds = (month, text.Length == 4 ? new Month(month.Index + 11) : month);
        return isMonth;
    }
}
