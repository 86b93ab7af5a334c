using Aim.Trade.Codes;

namespace Aim.Trade.Signals;

/// <summary>The months that are watched and those they are compared with. It follows from what is published, never from a clock.</summary>
/// <param name="book">The code lists.</param>
/// <param name="final">The months that the Census has published.</param>
/// <param name="licensed">The months for which there are licences.</param>
/// <param name="through">The day of the newest licence snapshot.</param>
public sealed class Watch(CodeBook book, IReadOnlySet<Month> final, IReadOnlySet<Month> licensed, DateOnly through)
{
    public CodeBook Book => book;

    /// <summary>The watched months, ascending: licences tell of them, and the Census does not yet.</summary>
    public IReadOnlyList<Month> Preliminary { get; } = [.. licensed.Where(m => !final.Contains(m)).Order()];

    /// <summary>Whether the licences of a month are still coming in.</summary>
    public bool IsPartial(Month month) => through <= month.LastDay;

    /// <summary>The newest months that the Census has published, newest first; none when there are too few.</summary>
    public IReadOnlyList<Month> CensusMonths(AlertRule rule) => Enough(rule, final);

    /// <summary>The newest months that the Census has published and that tell what is usual; none when half of them are not there.</summary>
    public IReadOnlyList<Month> PastMonths(AlertRule rule) =>
        final.OrderDescending().Take(rule.PastMonths).ToList() is var past && past.Count * 2 >= rule.PastMonths ? past : [];

    /// <summary>
    /// The newest months before a watched one whose licences are complete because the Census has published them, newest first; none when
    /// there are too few. Watched months are never compared with one another: what goes on for months does not become its own measure.
    /// </summary>
    public IReadOnlyList<Month> LicensedMonths(AlertRule rule, Month month) => Enough(rule, licensed.Where(m => m < month && final.Contains(m)));

    private static IReadOnlyList<Month> Enough(AlertRule rule, IEnumerable<Month> months) =>
        months.OrderDescending().Take(rule.BaselineMonths).ToList() is var newest && newest.Count >= rule.LeastMonths ? newest : [];
}
