namespace Aim.Functions.Pdf.Drawing;

/// <summary>In points of 1/72 inch.</summary>
public sealed record PageSize(double Width, double Height)
{
    public static readonly PageSize Letter = new(612, 792), A4 = new(595.28, 841.89);
}
