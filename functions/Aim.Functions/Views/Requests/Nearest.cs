namespace Aim.Functions.Views.Requests;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    /// <summary>The candidate with the fewest edits; null when none is like the value.</summary>
    public static string? To(string value, IEnumerable<string> candidates)
    {
        if (value.Length is 0 or > 40) return null;

        var (best, distance) = candidates
            .Select(c => (c, Distance(value.ToLowerInvariant(), c.ToLowerInvariant())))
            .OrderBy(c => c.Item2).ThenBy(c => c.c, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is not null && distance <= Math.Max(2, best.Length / 2) ? best : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
