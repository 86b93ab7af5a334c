using System.Globalization;

namespace Aim.Functions.Pdf.Drawing;

/// <summary>A colour of the screen, 0 to 255 for each part.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour
        Ink = Of("1b1b1b"), Soft = Of("565c65"), Line = Of("c9ced4"), Grid = Of("e4e7ea"), Link = Of("005ea2");

    /// <summary>
    /// Apart from each other and dark enough on white for a line's name set in its colour (4.5 to 1), also for colour-blind eyes.
    /// </summary>
    public static readonly IReadOnlyList<Colour> Series = [Of("12436d"), Of("c24a0c"), Of("1a7a72"), Of("1b1b1b"), Of("7a55b5"), Of("8a4521")];

    /// <summary>Mixed with white: 1 is the colour itself, 0 is white.</summary>
    public Colour Tint(double share) => new(Mix(Red, share), Mix(Green, share), Mix(Blue, share));

    private static byte Mix(byte part, double share) => (byte)Math.Round(255 - ((255 - part) * share));

    private static Colour Of(string hex) => new(
        byte.Parse(hex.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        byte.Parse(hex.AsSpan(2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        byte.Parse(hex.AsSpan(4, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
