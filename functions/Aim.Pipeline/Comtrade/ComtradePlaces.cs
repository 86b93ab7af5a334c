using System.Globalization;
using Aim.Pipeline.Publishing;
using Aim.Trade.Codes;
using Aim.Trade.Series;

namespace Aim.Pipeline.Comtrade;

/// <summary>The series that a cell is added to.</summary>
/// <param name="Pair">Of the reporter and the partner.</param>
/// <param name="World">The sum over partners.</param>
/// <param name="IsKnown">Whether a list knows the partner.</param>
internal sealed record ComtradePlace(SeriesKey Pair, SeriesKey World, bool IsKnown);

/// <summary>Where the cells of a reporter belong: worked out once for each partner and heading, as there are many months.</summary>
internal sealed class ComtradePlaces(string reporter, WorldBook world)
{
    private readonly Dictionary<(short Partner, short Heading), ComtradePlace?> places = [];

    /// <returns>Null where the partner is a group of countries, as the world.</returns>
    public ComtradePlace? Of(in ComtradeCell cell)
    {
        var key = (cell.Partner, cell.Heading);
        if (!places.TryGetValue(key, out var place)) places.Add(key, place = Find(cell));
        return place;
    }

    private ComtradePlace? Find(in ComtradeCell cell)
    {
        if (world.CodeOf(cell.Partner) is not { } partner) return null;

        var heading = cell.Heading.ToString("D4", CultureInfo.InvariantCulture);
        return new(
            new SeriesKey(Cut.Pair, Cut.PairKey(reporter, partner, heading)), new SeriesKey(Cut.World, Cut.WorldKey(reporter, heading)), world.IsKnown(cell.Partner));
    }
}
