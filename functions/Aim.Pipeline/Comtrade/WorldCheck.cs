using System.Globalization;
using Aim.Pipeline.Quality;
using Aim.Trade;

namespace Aim.Pipeline.Comtrade;

/// <summary>Holds the sum over partners against the row of the world. The sum is what counts; a difference is told with both numbers.</summary>
internal static class WorldCheck
{
    /// <summary>The service rounds each row to thousandths; a dollar or a kilogram is no difference.</summary>
    private const long Tolerance = ComtradeFeed.Scale;

    /// <param name="scope">Whose figures they are.</param>
    /// <param name="month">The month.</param>
    /// <param name="cells">All of it, the world's rows included.</param>
    /// <param name="isCountry">Whether an area counts in the sum.</param>
    public static IEnumerable<QualityIssue> Run(string scope, Month month, IEnumerable<ComtradeCell> cells, Func<int, bool> isCountry)
    {
        foreach (var group in cells.GroupBy(c => (c.Heading, c.Flow)).OrderBy(g => g.Key))
        {
            if (group.FirstOrDefault(c => c.Partner == 0) is not { Heading: > 0 } world) continue;

            var code = string.Create(CultureInfo.InvariantCulture, $"{(group.Key.Flow == ComtradeFlow.Export ? "X" : "M")} {group.Key.Heading}");
            var parts = group.Where(c => isCountry(c.Partner)).ToList();
            if (world.Mills is { } value && parts.Sum(c => c.Mills ?? 0) is var sum && Math.Abs(value - sum) > Tolerance)
                yield return new QualityIssue("world-differs", scope, month.ToString(), code, "value_usd", value / ComtradeFeed.Scale, sum / ComtradeFeed.Scale);

            // Where a part lacks its weight, the sum is less by what is not known.
            if (world.Grams is { } weight && parts.TrueForAll(c => c.Grams is not null) && parts.Sum(c => c.Grams!.Value) is var grams && Math.Abs(weight - grams) > Tolerance)
                yield return new QualityIssue("world-differs", scope, month.ToString(), code, "quantity_kg", weight / ComtradeFeed.Scale, grams / ComtradeFeed.Scale);
        }
    }
}
