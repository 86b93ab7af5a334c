using System.Globalization;

namespace Aim.Trade.Profile;

/// <summary>Figures as the sentences of the profile spell them: to three digits, so that 53.6 stays 53.6.</summary>
internal static class Words
{
    public static string Tons(decimal tons) => tons switch
    {
        >= 1_000_000 => $"{ThreeDigits(tons / 1_000_000)} million metric tons",
        >= 10_000 => $"{ThreeDigits(tons / 1000)} thousand metric tons",
        _ => string.Create(CultureInfo.InvariantCulture, $"{tons:#,0.###} metric tons"),
    };

    /// <summary>Never fewer than the digits before the point.</summary>
    public static string ThreeDigits(decimal number) => number.ToString(Math.Abs(number) switch { < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);

    public static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0.0} %");

    /// <summary>As 3.2 % more than a year earlier.</summary>
    public static string Change(double change) => Math.Round(100 * change, 1) switch
    {
        0 => "as much as a year earlier",
        > 0 => $"{Percent(change)} more than a year earlier",
        _ => $"{Percent(-change)} less than a year earlier",
    };

    public static string List(IEnumerable<string> words) => words.ToList() switch
    {
        [] => "",
        [var one] => one,
        var several => $"{string.Join(", ", several.SkipLast(1))} and {several[^1]}",
    };
}
