using Aim.Functions.Pdf.Drawing;

namespace Aim.Functions.Pdf.Charts;

/// <summary>Lying bars with their values, in the order given.</summary>
/// <param name="Unit">What the values are, above the bars.</param>
/// <param name="Series">The names of what stands side by side; one or more.</param>
/// <param name="Bars">From the top; one or more.</param>
/// <param name="Decimals">Of the values beside the bars.</param>
public sealed record BarChart(string Unit, IReadOnlyList<string> Series, IReadOnlyList<ChartBar> Bars, int Decimals = 0) : IDrawing
{
    private const double Head = 18, Thickness = 8.5, Between = 6.5, Gap = 6;

    private static readonly TextStyle Name = new(8.6), Value = new(8, Colour.Soft);

    public double Height(double width) => Head + (Bars.Count * ((Series.Count * Thickness) + Between));

    public void Draw(Canvas canvas, double width)
    {
        var values = Bars.SelectMany(b => b.Values).OfType<double>().ToList();
        var text = values.Select(v => canvas.Width(Scale.Figure(v, Decimals), Value)).DefaultIfEmpty().Max() + Gap;
        var left = Bars.Max(b => canvas.Width(b.Name, Name)) + Gap + (values.Any(v => v < 0) ? text : 0);
        var (low, high) = (Math.Min(0, values.DefaultIfEmpty().Min()), Math.Max(0, values.DefaultIfEmpty().Max()));
        if (low == high) high = 1;
        Key(canvas);

        var y = Head;
        foreach (var bar in Bars)
        {
            canvas.Text(0, y + (Series.Count * Thickness / 2) + 3, bar.Name, Name);
            foreach (var (value, series) in bar.Values.Select((value, series) => (value, series)))
            {
                if (value is { } known) Bar(known, y + (series * Thickness), series);
            }

            y += (Series.Count * Thickness) + Between;
        }

        canvas.Line(X(0), Head - 3, X(0), y - Between + 3, new Stroke(Colour.Soft));

        double X(double value) => left + ((width - left - text) * (value - low) / (high - low));

        void Bar(double value, double top, int series)
        {
            var (from, to) = (Math.Min(X(0), X(value)), Math.Max(X(0), X(value)));
            canvas.Rectangle(from, top, to - from, Thickness - 1, Colour.Series[series % Colour.Series.Count]);
            canvas.Text(value < 0 ? from - 3 : to + 3, top + 6.4, Scale.Figure(value, Decimals), Value, value < 0 ? Align.Right : Align.Left);
        }
    }

    private void Key(Canvas canvas)
    {
        canvas.Text(0, 7, Unit, Value);
        var x = canvas.Width(Unit, Value) + 14;
        if (Series.Count == 1) return;

        foreach (var (name, at) in Series.Select((name, at) => (name, at)))
        {
            var style = new TextStyle(8.6, Colour.Series[at % Colour.Series.Count], FontWeight.Bold);
            canvas.Rectangle(x, 1.5, 6, 6, style.Colour!.Value);
            canvas.Text(x + 9, 7.4, name, style);
            x += canvas.Width(name, style) + 23;
        }
    }
}
