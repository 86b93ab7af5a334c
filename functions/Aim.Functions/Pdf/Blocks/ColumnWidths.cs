using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf.Blocks;

/// <summary>Shares the width of the page among columns.</summary>
internal static class ColumnWidths
{
    public const double Gap = 12;

    /// <summary>Columns that stand far apart are hard to read across.</summary>
    private const double MostSlack = 36;

    /// <param name="columns">The cells of each column.</param>
    /// <param name="width">What there is for all of them, with the gaps between.</param>
    public static double[] Of(IEnumerable<IReadOnlyList<LineBreaker>> columns, double width)
    {
        var needs = columns.Select(c => (Natural: c.Max(b => b.NaturalWidth), Least: c.Max(b => b.LeastWidth))).ToArray();
        var room = width - (Gap * (needs.Length - 1));
        var slack = room - needs.Sum(n => n.Natural);
        if (slack >= 0) return [.. needs.Select(n => n.Natural + Math.Min(MostSlack, slack / needs.Length))];

        // Columns give up what their longest words don't need; where that is not enough, words are broken.
        var yielding = needs.Sum(n => n.Natural - n.Least);
        return yielding + slack >= 0
            ? [.. needs.Select(n => n.Natural + (slack * (n.Natural - n.Least) / yielding))]
            : [.. needs.Select(n => n.Least * room / needs.Sum(m => m.Least))];
    }
}
