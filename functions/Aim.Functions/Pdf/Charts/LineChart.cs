using System.Globalization;
using Aim.Functions.Pdf.Drawing;
using Aim.Trade;

namespace Aim.Functions.Pdf.Charts;

/// <summary>Monthly series as lines, each named at its end.</summary>
/// <param name="Unit">What the values are, above the axis.</param>
/// <param name="Lines">One to six, so that they can be told apart.</param>
/// <param name="Bands">Intervals behind the lines; later ones lie on earlier ones.</param>
/// <param name="IsFromZero">Whether the axis begins at 0; an index need not.</param>
/// <param name="PlotHeight">In points.</param>
public sealed record LineChart(
    string Unit, IReadOnlyList<ChartLine> Lines, IReadOnlyList<ChartBand>? Bands = null, bool IsFromZero = true, double PlotHeight = 150) : IDrawing
{
    private const double Head = 16, Foot = 18, AxisGap = 6, NameGap = 7, NameLeading = 10.5;

    private static readonly TextStyle Small = new(8, Colour.Soft);

    public double Height(double width) => Head + PlotHeight + Foot;

    public void Draw(Canvas canvas, double width)
    {
        var bands = Bands ?? [];
        var values = Lines.SelectMany(l => l.Values).OfType<double>().Concat(bands.SelectMany(b => b.Low.Concat(b.High))).ToList();
        var scale = new Scale(values, IsFromZero, 5);
        var left = scale.Ticks.Max(t => canvas.Width(scale.Label(t), Small)) + AxisGap;
        var right = width - Lines.Max(l => canvas.Width(l.Name, NameStyle(Colour.Ink))) - NameGap;
        var (first, last) = (Lines.Min(l => l.First), Lines.Max(l => l.First + (l.Values.Count - 1)));
        var months = Math.Max(1, last.Index - first.Index);

        canvas.Text(0, 7, Unit, Small);
        foreach (var tick in scale.Ticks)
        {
            canvas.Line(left, Y(tick), right, Y(tick), new Stroke(tick == 0 ? Colour.Soft : Colour.Grid));
            canvas.Text(left - AxisGap, Y(tick) + 2.7, scale.Label(tick), Small, Align.Right);
        }

        MonthAxis(canvas, first, last, X);
        foreach (var band in bands)
        {
            var edge = band.High.Select((v, at) => new Point(X(band.First + at), Y(v)))
                .Concat(band.Low.Select((v, at) => new Point(X(band.First + at), Y(v))).Reverse());
            canvas.Area([.. edge], band.Colour.Tint(band.Strength));
        }

        foreach (var (line, at) in Lines.Select((line, at) => (line, at))) DrawLine(canvas, line, ColourOf(line, at), X, Y);
        Names(canvas, right, Y);

        double X(Month month) => left + ((right - left) * (month.Index - first.Index) / months);
        double Y(double value) => Head + (PlotHeight * (1 - scale.Place(value)));
    }

    private static TextStyle NameStyle(Colour colour) => new(8.6, colour, FontWeight.Bold);

    private static Colour ColourOf(ChartLine line, int at) => line.Colour ?? Colour.Series[at % Colour.Series.Count];

    /// <summary>Solid up to the first dashed month, dashed from the last solid one; a month between two gaps is a dot.</summary>
    private static void DrawLine(Canvas canvas, ChartLine line, Colour colour, Func<Month, double> x, Func<double, double> y)
    {
        var solid = line.Values.Count - line.Dashed;
        Draw(0, solid, isDashed: false);
        Draw(Math.Max(0, solid - 1), line.Values.Count, isDashed: true);

        void Draw(int from, int to, bool isDashed)
        {
            var points = new List<Point>();
            for (var at = from; at <= to; at++)
            {
                if (at < to && line.Values[at] is { } value)
                {
                    points.Add(new(x(line.First + at), y(value)));
                    continue;
                }

                if (points.Count > 1) canvas.Path(points, new Stroke(colour, 1.5, isDashed));
                if (points.Count == 1 && !isDashed) canvas.Rectangle(points[0].X - 1, points[0].Y - 1, 2, 2, colour);
                points.Clear();
            }
        }
    }

    /// <summary>Years, or months where there are few of them.</summary>
    private void MonthAxis(Canvas canvas, Month first, Month last, Func<Month, double> x)
    {
        var room = (x(last) - x(first)) / Math.Max(1, last.Index - first.Index);
        var step = ((int[])[1, 3, 6, 12, 24, 60, 120]).First(s => s * room >= 42 || s == 120);
        var foot = Head + PlotHeight;
        for (var month = first; month <= last; month += 1)
        {
            if (month.Index % step != 0) continue;

            canvas.Line(x(month), foot, x(month), foot + 3, new Stroke(Colour.Soft));
            var label = month.FirstDay.ToString(step >= 12 ? "yyyy" : "MMM yyyy", CultureInfo.InvariantCulture);
            canvas.Text(x(month), foot + 12, label, Small, Align.Centre);
        }
    }

    /// <summary>At the height of the last values, moved apart where they would touch.</summary>
    private void Names(Canvas canvas, double right, Func<double, double> y)
    {
        var names = Lines.Select((line, at) => (line.Name, Colour: ColourOf(line, at), Last: line.Values.LastOrDefault(v => v is not null)))
            .Where(n => n.Last is not null).Select(n => (n.Name, n.Colour, Y: y(n.Last!.Value))).OrderBy(n => n.Y).ToList();
        var places = names.Select(n => n.Y).ToArray();
        for (var at = 1; at < places.Length; at++) places[at] = Math.Max(places[at], places[at - 1] + NameLeading);
        for (var (at, most) = (places.Length - 1, Head + PlotHeight); at >= 0; at--)
        {
            places[at] = Math.Min(places[at], most);
            most = places[at] - NameLeading;
        }

        for (var at = 0; at < places.Length; at++) canvas.Text(right + NameGap, places[at] + 3, names[at].Name, NameStyle(names[at].Colour));
    }
}
