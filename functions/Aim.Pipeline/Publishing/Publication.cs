using System.Globalization;
using Aim.Pipeline.Raw;
using Aim.Trade;

namespace Aim.Pipeline.Publishing;

/// <summary>What an answer changed in a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="First">Whether the month had no figures before.</param>
/// <param name="Cells">Cells of code and country that it added, changed or took away; 0 when it said nothing new.</param>
/// <param name="Codes">Codes among them.</param>
/// <param name="Kilograms">Change of the month's total.</param>
/// <param name="Value">Change of the month's total in dollars.</param>
public sealed record MonthChange(Month Month, bool First, int Cells, int Codes, long Kilograms, long Value);

/// <summary>An answer that readers see, and what it changed.</summary>
/// <param name="Sequence">The number of the answer in Raw.</param>
/// <param name="Version">Its place among the versions of a month; a later one supersedes an earlier one.</param>
/// <param name="Unit">What was asked for, as <c>2025-03</c>.</param>
/// <param name="Published">When it counts as published.</param>
/// <param name="Rows">Rows of the answer.</param>
/// <param name="Hash">Hash of the answer.</param>
/// <param name="Changes">By month; none when the answer cannot be read, or another took its place.</param>
public sealed record Publication(
    int Sequence, int Version, string Unit, DateTimeOffset Published, long Rows, string Hash, IReadOnlyList<MonthChange> Changes)
{
    /// <summary>Whether readers see anything of it.</summary>
    public bool Counts => Changes.Count > 0;

    /// <summary>Whether it changed a figure.</summary>
    public bool IsNews => Changes.Any(c => c.Cells > 0);

    public DateOnly Day => DateOnly.FromDateTime(Published.UtcDateTime);

    public static Publication Of(RawBlob answer, int version, DateTimeOffset published, IReadOnlyList<MonthChange> changes) =>
        new(answer.Sequence, version, answer.Unit, published, answer.Rows, answer.Hash, changes);

    /// <summary>What it says, whenever it arrived.</summary>
    public string Content => string.Create(
        CultureInfo.InvariantCulture,
        $"{Version} {Unit} {Published.ToUnixTimeSeconds()} {Rows} {Hash} {string.Join(';', Changes.Select(c => $"{c.Month}:{(c.First ? 1 : 0)}:{c.Cells}:{c.Codes}:{c.Kilograms}:{c.Value}"))}");

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Sequence} {Content}");

    /// <summary>The contents of those that readers see, in an order that does not depend on that of their arrival.</summary>
    public static IEnumerable<string> Contents(IEnumerable<Publication> publications) => publications.Where(p => p.Counts)
        .OrderBy(p => p.Version).ThenBy(p => p.Hash, StringComparer.Ordinal).Select(p => p.Content);

    public static Publication OfLine(string line)
    {
        var p = line.Split(' ');
        return new Publication(
            Int(p[0]),
            Int(p[1]),
            p[2],
            DateTimeOffset.FromUnixTimeSeconds(Long(p[3])),
            Long(p[4]),
            p[5],
            [.. p[6].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ChangeOf)]);
    }

    private static MonthChange ChangeOf(string text)
    {
        var p = text.Split(':');
        return new MonthChange(Month.Parse(p[0]), p[1] == "1", Int(p[2]), Int(p[3]), Long(p[4]), Long(p[5]));
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
