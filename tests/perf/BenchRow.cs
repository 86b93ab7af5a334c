using System.Globalization;

namespace Aim.Bench;

/// <summary>One line of the table; the numbers are written out already.</summary>
/// <param name="Met">Null when it has no budget or could not be measured.</param>
internal sealed record BenchRow(string What, string Ours, string Peer, string Ratio, string Budget, bool? Met)
{
    /// <summary>Times of the same work, in milliseconds: how many times as fast as the peer.</summary>
    public static BenchRow Speed(string what, double ours, string peer, double theirs, double atLeast) => new(
        what, Text(ours, "ms"), $"{peer} {Text(theirs, "ms")}", Text(theirs / ours, "x"), $">= {Text(atLeast, "x")}", theirs / ours >= atLeast);

    /// <summary>Requests in a second: how many times as many as the peer.</summary>
    public static BenchRow Rate(string what, double ours, string peer, double theirs, double atLeast) => new(
        what, Text(ours, "req/s"), $"{peer} {Text(theirs, "req/s")}", Text(ours / theirs, "x"), $">= {Text(atLeast, "x")}", ours / theirs >= atLeast);

    /// <summary>An amount that may be at most so much of the peer's.</summary>
    public static BenchRow Share(string what, double ours, string peer, double theirs, string unit, double atMost) => new(
        what, Text(ours, unit), $"{peer} {Text(theirs, unit)}", Percent(ours / theirs), $"<= {Percent(atMost)}", ours <= atMost * theirs);

    /// <summary>An amount with a limit of its own.</summary>
    public static BenchRow Limit(string what, double ours, string unit, double atMost) => new(
        what, Text(ours, unit), "", atMost > 0 ? Percent(ours / atMost) : "", $"<= {Text(atMost, unit)}", ours <= atMost);

    /// <summary>An amount that must stay below a limit.</summary>
    public static BenchRow Below(string what, double ours, string unit, double limit) =>
        new(what, Text(ours, unit), "", "", $"< {Text(limit, unit)}", ours < limit);

    /// <summary>How many of so many; all are wanted.</summary>
    public static BenchRow All(string what, int ours, int all) => new(what, $"{ours} of {all}", "", Percent((double)ours / all), "all", ours == all);

    /// <summary>Two amounts side by side, without a budget.</summary>
    public static BenchRow Compare(string what, double ours, string peer, double theirs, string unit) =>
        new(what, Text(ours, unit), $"{peer} {Text(theirs, unit)}".TrimStart(), Percent(ours / theirs), "", null);

    /// <summary>An amount without a budget.</summary>
    public static BenchRow Figure(string what, double ours, string unit) => new(what, Text(ours, unit), "", "", "", null);

    /// <summary>A peer is missing.</summary>
    public static BenchRow Missing(string what, string why) => new(what, "", why, "", "", null);

    private static string Text(double number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(number, number < 100 ? 2 : 0)} {unit}").TrimEnd().Replace(" x", "x", StringComparison.Ordinal);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * share, 2)} %");
}
