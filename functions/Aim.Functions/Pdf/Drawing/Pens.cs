namespace Aim.Functions.Pdf.Drawing;

public enum FontWeight
{
    Regular,
    Bold,
}

/// <summary>Which point of a text stands at its place.</summary>
public enum Align
{
    Left,
    Centre,
    Right,
}

/// <summary>How text looks.</summary>
/// <param name="Size">In points.</param>
/// <param name="Colour">Ink by default.</param>
/// <param name="Weight">Regular by default.</param>
public sealed record TextStyle(double Size, Colour? Colour = null, FontWeight Weight = FontWeight.Regular);

/// <summary>How a line looks.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Width">In points.</param>
/// <param name="Dashed">Drawn in dashes of four widths.</param>
public sealed record Stroke(Colour Colour, double Width = 0.5, bool Dashed = false);

/// <summary>A place, in points from the left and from the top.</summary>
public readonly record struct Point(double X, double Y);
