using System.Globalization;
using System.Text.RegularExpressions;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Usgs;

/// <summary>How USGS prints figures, names and months.</summary>
internal static partial class UsgsText
{
    public const string FigureForm = "a number from 0 on, --, <0.5 or (2) for less than half a unit, nor W or NA";

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary>
    /// Dashes are zero. Below half a unit, which is printed so or as a footnote in brackets, is taken for 0 and marked. Withheld and
    /// not available are null.
    /// </summary>
    public static bool TryFigure(string text, out Observation figure)
    {
        figure = text is "--" or "-" or "–" or "—" ? new Observation(0, ObservationMarks.None) : default;
        if (figure.Value is not null || text is "" or "W" or "NA") return true;

        if (BelowHalf().IsMatch(text)) figure = new Observation(0, ObservationMarks.BelowHalf);
        else if (Number().Match(text) is { Success: true } match && decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            figure = new Observation(decimal.Round(value, 6), match.Groups["mark"].Value switch { "r" => ObservationMarks.Revised, "p" or "e" => ObservationMarks.Preliminary, _ => ObservationMarks.None });
        return figure.Value is { } told && Observation.CanHold(told);
    }

    /// <summary>A name without the footnotes that stick to it, and without signs that a key cannot have.</summary>
    public static string Name(string text) => Blanks().Replace(Unsafe().Replace(Footnotes().Replace(text, ""), " "), " ").Trim();

    /// <summary>The number of a month, 1 to 12, when the text is the month's name and perhaps a footnote; otherwise 0.</summary>
    public static int MonthNumber(string text) => Array.FindIndex(Months, m => m.Equals(Name(text).TrimEnd(':', '.'), StringComparison.OrdinalIgnoreCase)) + 1;

    /// <summary>Whether the text names a month, also among other words.</summary>
    public static bool NamesMonth(string text) => Array.Exists(Months, m => text.Contains(m, StringComparison.OrdinalIgnoreCase));

    public static string MonthName(int number) => Months[number - 1];

    public static bool Says(this string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>The years that a text names.</summary>
    public static IEnumerable<int> Years(string text) => Year().Matches(text).Select(m => int.Parse(m.ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(\(\d\)|<\s*(0?\.5|½|1/2))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BelowHalf();

    [GeneratedRegex(@"^(?<number>(\d{1,3}(,\d{3})+|\d{1,12})(\.\d{1,20})?)( ?(?<mark>[rpe]))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[\s.,]*([0-9⁰¹²³⁴-⁹]+(,\s*[0-9]+)*)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Footnotes();

    [GeneratedRegex(@"[^\p{L}\p{M} ,.'’()&-]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(19|20)\d\d\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();
}
