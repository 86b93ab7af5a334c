namespace Aim.Functions.Pdf.Drawing;

/// <summary>A picture made of lines, areas and text, drawn as wide as the page is.</summary>
public interface IDrawing
{
    /// <summary>Its height at this width, in points.</summary>
    double Height(double width);

    /// <summary>Draws it from the upper left corner of the canvas.</summary>
    void Draw(Canvas canvas, double width);
}
