using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Trade.Indicators;

/// <summary>Unpacks a series of observations.</summary>
public static class StoredMonths
{
    /// <summary>By month what was published of it, in that order; months that have, or at the end have, nothing are left out.</summary>
    /// <param name="packed">As stored.</param>
    /// <param name="view">Which publications count.</param>
    public static Dictionary<Month, List<Observation>> Read(ReadOnlySpan<byte> packed, FeedView view)
    {
        var months = new Dictionary<Month, List<Observation>>();
        foreach (var (month, versions) in SeriesCodec.Decode(packed))
        {
            var last = view.LastPublished.GetValueOrDefault(month);
            var published = versions.Where(v => v.Sequence <= last).ToList();
            if (published is [.., { Cell: not null }]) months.Add(month, [.. published.Select(v => v.Cell).OfType<Cell>().Select(Observation.Of)]);
        }

        return months;
    }
}
