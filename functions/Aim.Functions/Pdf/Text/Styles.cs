using Aim.Functions.Pdf.Drawing;

namespace Aim.Functions.Pdf.Text;

/// <summary>A style with the distance from one base line to the next, in points.</summary>
internal sealed record Setting(TextStyle Style, double Leading)
{
    /// <summary>Where the base line stands in a line of this height.</summary>
    public double BaseLine => (Leading / 2) + (Style.Size * 0.34);
}

/// <summary>The sizes of a report; all lengths in points.</summary>
internal static class Styles
{
    public const double SideMargin = 81, TopMargin = 78, BottomMargin = 74, ParagraphGap = 7, BlockGap = 16;

    public static readonly Setting
        Title = new(new(27, Colour.Series[0], FontWeight.Bold), 32),
        Subtitle = new(new(14, Colour.Soft), 19),
        Body = new(new(10), 14.4),
        Cell = new(new(8.8), 11.6),
        CellHead = new(new(8.8, Colour.Ink, FontWeight.Bold), 11.6),
        Caption = new(new(9.6, Colour.Ink, FontWeight.Bold), 13),
        Small = new(new(8, Colour.Soft), 10.6),
        Note = new(new(8), 10.6);

    private static readonly Setting[] Headings =
    [
        new(new(18, Colour.Series[0], FontWeight.Bold), 22),
        new(new(13, Colour.Series[0], FontWeight.Bold), 17),
        new(new(10.4, Colour.Ink, FontWeight.Bold), 14.4),
    ];

    private static readonly double[] Before = [26, 18, 12];

    /// <param name="level">1 to 3.</param>
    public static (Setting Setting, double Before, double After) Heading(int level) => (Headings[level - 1], Before[level - 1], level == 3 ? 2 : 6);
}
