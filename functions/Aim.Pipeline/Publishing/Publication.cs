using System.Globalization;
using Aim.Pipeline.Raw;

namespace Aim.Pipeline.Publishing;

/// <summary>An answer that readers see, and what it changed.</summary>
/// <param name="Sequence">Its place in the feed.</param>
/// <param name="Unit">Its month, as <c>2025-03</c>.</param>
/// <param name="Received">When it was received, which is when it counts as published.</param>
/// <param name="Rows">Rows of the answer.</param>
/// <param name="Hash">Hash of the answer.</param>
/// <param name="Cells">Cells of code and country that it added, changed or took away; 0 when it said nothing new.</param>
/// <param name="Codes">Codes among them.</param>
/// <param name="Kilograms">Change of the month's total.</param>
/// <param name="Value">Change of the month's total in dollars.</param>
/// <param name="First">Whether it is the first of its month.</param>
public sealed record Publication(
    int Sequence, string Unit, DateTimeOffset Received, long Rows, string Hash, int Cells, int Codes, long Kilograms, long Value, bool First)
{
    /// <summary>The sequence of an answer that cannot be read and so changes nothing.</summary>
    public bool IsRefused => Cells < 0;

    public static Publication Refused(RawBlob blob) => new(blob.Sequence, blob.Unit, blob.Received, blob.Rows, blob.Hash, -1, 0, 0, 0, First: false);

    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sequence} {Unit} {Received.ToUnixTimeSeconds()} {Rows} {Hash} {Cells} {Codes} {Kilograms} {Value} {(First ? 1 : 0)}");

    public static Publication OfLine(string line)
    {
        var p = line.Split(' ');
        return new Publication(
            int.Parse(p[0], CultureInfo.InvariantCulture),
            p[1],
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(p[2], CultureInfo.InvariantCulture)),
            long.Parse(p[3], CultureInfo.InvariantCulture),
            p[4],
            int.Parse(p[5], CultureInfo.InvariantCulture),
            int.Parse(p[6], CultureInfo.InvariantCulture),
            long.Parse(p[7], CultureInfo.InvariantCulture),
            long.Parse(p[8], CultureInfo.InvariantCulture),
            p[9] == "1");
    }
}
