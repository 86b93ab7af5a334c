using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>Shares the width of the page among columns.</summary>
internal static class ColumnWidths
{
    public const double Gap = 12;

    /// <summary>Columns that stand far apart are hard to read across.</summary>
    private const double MostSlack = 36;

    /// <summary>
    /// Columns get what they need for one line a cell. Where that is too much the widest give; where words don't fit they are broken.
    /// </summary>
    /// <param name="columns">The cells of each column.</param>
    /// <param name="width">What there is for all of them, with the gaps between.</param>
    public static double[] Of(IEnumerable<IReadOnlyList<LineBreaker>> columns, double width)
    {
        var needs = columns.Select(c => (Natural: c.Max(b => b.NaturalWidth), Least: c.Max(b => b.LeastWidth))).ToArray();
        var room = width - (Gap * (needs.Length - 1));
        var slack = room - needs.Sum(n => n.Natural);
        if (slack >= 0) return [.. needs.Select(n => n.Natural + Math.Min(MostSlack, slack / needs.Length))];

        if (needs.Sum(n => n.Least) >= room) return [.. needs.Select(n => n.Least * room / needs.Sum(m => m.Least))];

        // The widest columns are cut to one width, that with which all of them just fit; none goes below its longest word.
        var (low, high) = (0.0, room);
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            if (needs.Sum(n => Cut(n, middle)) > room) high = middle;
            else low = middle;
        }

        return [.. needs.Select(n => Cut(n, low))];

        static double Cut((double Natural, double Least) need, double most) => Math.Max(need.Least, Math.Min(need.Natural, most));
    }
}
