using System.Globalization;

namespace Aim.Functions.Views.Profile;

/// <summary>Figures as sentences and tables spell them.</summary>
internal static class Words
{
    /// <param name="value">Unrounded.</param>
    /// <param name="format">
    /// <c>tons</c> and <c>share</c> keep three digits, so that 53.6 stays 53.6; <c>change</c> compares with a year earlier, <c>below</c> tells a fall as a share; others are
    /// those of .NET.
    /// </param>
    public static string Of(decimal value, string format) => format switch
    {
        "tons" => Tons(value),
        "share" => Percent(value),
        "change" => Change(value),
        "below" => Percent(-value),
        _ => value.ToString(format, CultureInfo.InvariantCulture),
    };

    /// <summary>A number alone, in a table or at a chart.</summary>
    /// <param name="value">Unrounded.</param>
    /// <param name="format"><c>tons</c>, <c>usd</c> and <c>count</c> whole; <c>index</c> one digit, <c>money</c> two, <c>ratio</c> three; <c>plain</c> those that it has; <c>percent</c> of a fraction.</param>
    public static string Cell(decimal value, string format) => value.ToString(
        format switch { "tons" or "usd" or "count" => "#,0", "index" => "0.0", "money" => "0.00", "ratio" => "0.000", "plain" => "#,0.###", "percent" => "0.0 %", _ => throw new ArgumentException($"There is no format {format}.", nameof(format)) },
        CultureInfo.InvariantCulture);

    public static string List(IEnumerable<string> words) => words.ToList() switch
    {
        [] => "",
        [var one] => one,
        var several => $"{string.Join(", ", several.SkipLast(1))} and {several[^1]}",
    };

    private static string Tons(decimal tons) => tons switch
    {
        >= 1_000_000 => $"{ThreeDigits(tons / 1_000_000)} million metric tons",
        >= 10_000 => $"{ThreeDigits(tons / 1000)} thousand metric tons",
        >= 100 => string.Create(CultureInfo.InvariantCulture, $"{tons:#,0} metric tons"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{tons:0.###} metric tons"),
    };

    /// <summary>Never fewer than the digits before the point.</summary>
    private static string ThreeDigits(decimal number) => number.ToString(Math.Abs(number) switch { < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);

    private static string Percent(decimal fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0.0} %");

    /// <summary>As 3.2 % more than a year earlier.</summary>
    private static string Change(decimal change) => Math.Round(100 * change, 1) switch
    {
        0 => "as much as a year earlier",
        > 0 => $"{Percent(change)} more than a year earlier",
        _ => $"{Percent(-change)} less than a year earlier",
    };
}
