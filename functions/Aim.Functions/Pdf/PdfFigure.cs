using Aim.Functions.Pdf.Drawing;
using Aim.Functions.Pdf.Text;

namespace Aim.Functions.Pdf;

/// <summary>A drawing with its caption.</summary>
/// <param name="Caption">What it shows, above it.</param>
/// <param name="Drawing">For example a chart.</param>
/// <param name="Alternative">What it tells, for readers who don't see it.</param>
/// <param name="Source">Small print below it.</param>
public sealed record PdfFigure(string Caption, IDrawing Drawing, string Alternative, Prose? Source = null);
