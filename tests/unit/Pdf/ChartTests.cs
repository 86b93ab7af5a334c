using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aim.Functions.Pdf;
using Aim.Functions.Pdf.Charts;
using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Fonts;
using Aim.Trade;
using Xunit;

namespace Aim.Tests.Pdf;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 1402, true, "0 500 1,000 1,500")]
    [InlineData(146, 222, false, "140 160 180 200 220 240")]
    [InlineData(146, 222, true, "0 50 100 150 200 250")]
    [InlineData(-7.9, 31.9, true, "−10 0 10 20 30 40")]
    [InlineData(0.012, 0.049, true, "0.00 0.01 0.02 0.03 0.04 0.05")]
    [InlineData(7, 7, false, "7.0 7.2 7.4 7.6 7.8 8.0")]
    [InlineData(0, 0, true, "0.0 0.2 0.4 0.6 0.8 1.0")]
    public void Axes_have_round_steps_that_hold_all_values(double low, double high, bool isFromZero, string expected)
    {
        var scale = new Scale([low, high], isFromZero, 5);

        Assert.Equal(expected, string.Join(' ', scale.Ticks.Select(scale.Label)));
        Assert.InRange(scale.Place(low), 0, scale.Place(high));
        Assert.InRange(scale.Place(high), 0, 1);
    }

    /// <summary>Values at the ends and in the middle of the axis; the page begins at its lower left corner.</summary>
    [Fact]
    public void A_line_goes_through_its_values_and_breaks_at_a_gap()
    {
        var chart = new LineChart("t", [new ChartLine("", new Month(2024, 1), [0, 50, 100, null, 20, 20, 60])], PlotHeight: 100);
        var paths = Strokes(chart, 300).Where(s => s.Width == 1.5).Select(s => s.Points).ToList();

        Assert.Equal([3, 3], paths.Select(p => p.Count));
        Assert.Equal([18.0, 68, 118, 38, 38, 78], paths.SelectMany(p => p).Select(p => Math.Round(p.Y, 2)));
        var steps = paths.SelectMany(p => p.Zip(p.Skip(1), (a, b) => Math.Round(b.X - a.X, 1))).Distinct().ToList();
        Assert.Single(steps);
        Assert.Equal(3 * steps[0] / 1.5, paths[1][0].X - paths[0][2].X, 0.3);
    }

    [Fact]
    public void Preliminary_months_are_dashed_and_joined_to_the_solid_ones()
    {
        var chart = new LineChart("t", [new ChartLine("A", new Month(2024, 1), [1, 2, 3, 4, 5], Dashed: 2)]);
        var lines = Strokes(chart, 300).Where(s => s.Width == 1.5).ToList();

        Assert.Equal([(false, 3), (true, 3)], lines.Select(l => (l.IsDashed, l.Points.Count)));
        Assert.Equal(lines[0].Points[^1], lines[1].Points[0]);
    }

    [Fact]
    public void Names_of_lines_that_end_together_do_not_touch()
    {
        var chart = new LineChart("t", [.. Enumerable.Range(0, 6).Select(n => new ChartLine($"Line {n}", new Month(2024, 1), [n, 10]))]);
        var text = PdfTools.Layout(new PdfReport(SampleReport.Info).Figure(new PdfFigure("F", chart, "Six lines")).Build().Bytes);

        Assert.All(Enumerable.Range(0, 6), n => Assert.Matches($"(?m)Line {n}$", text));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values_on_both_sides_of_zero()
    {
        var bars = Bars(new BarChart("%", ["A", "B"], [new("x", [30, -10]), new("y", [null, 15]), new("z", [0, 0])], Decimals: 1));

        Assert.Equal([30.0, 10, 15, 0, 0], bars.Select(b => Math.Round(b.Width / bars[0].Width * 30, 2)));
        Assert.Equal(bars[0].X, bars[1].X + bars[1].Width, 0.01);
        Assert.All(Bars(new BarChart("t", ["A"], [new("none", [0]), new("no value", [null])])), b => Assert.Equal(0, b.Width));
    }

    [Fact]
    public void What_is_not_finite_is_not_drawn() =>
        Assert.Equal("A length or a place on a page is not finite.", Assert.Throws<PdfException>(() => Drawn(new BarChart("t", ["A"], [new("x", [double.NaN])]), 300)).Message);

    private static List<(double Width, bool IsDashed, List<Point> Points)> Strokes(IDrawing drawing, double width) =>
    [
        .. Drawn(drawing, width).Split('\n').Where(l => l.EndsWith(" S Q", StringComparison.Ordinal)).Select(l => (
            Number(Regex.Match(l, @"([\d.]+) w", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Value[..^2]),
            !l.Contains("[] 0 d", StringComparison.Ordinal),
            Regex.Matches(l, @"[\d.-]+ [\d.-]+ [ml]\b", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(m => m.Value.Split(' ')).Select(p => new Point(Number(p[0]), Number(p[1]))).ToList())),
    ];

    private static List<(double X, double Width)> Bars(BarChart chart) =>
    [
        .. Drawn(chart, 400).Split('\n').Where(l => l.EndsWith(" 7.5 re f", StringComparison.Ordinal))
            .Select(l => l.Split(' ')[^6..]).Select(p => (Number(p[0]), Number(p[2]))),
    ];

    private static string Drawn(IDrawing drawing, double width)
    {
        var content = new StringBuilder();
        drawing.Draw(new Canvas(content, new FontSet(), 0, drawing.Height(width)), width);
        return content.ToString();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
