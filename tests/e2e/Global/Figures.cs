using System.Globalization;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>Dollars and kilograms of one or more rows, and of those rows that have both.</summary>
internal sealed record Figures(decimal? Dollars, decimal? Kilograms, decimal DollarsOfBoth, decimal KilogramsOfBoth)
{
    public static Figures None { get; } = new(null, null, 0, 0);

    public bool IsNone => Dollars is null && Kilograms is null;

    public double? UnitValue => KilogramsOfBoth > 0 ? (double)(DollarsOfBoth * 1000 / KilogramsOfBoth) : null;

    public double? Coverage => Kilograms is null ? null : Dollars is null or 0 ? 1 : (double)(DollarsOfBoth / Dollars.Value);

    public string Tons => TonsOf(Kilograms);

    public string Value => ValueOf(Dollars);

    public static Figures Of(decimal? dollars, decimal? kilograms) =>
        dollars is { } value && kilograms is { } weight ? new(value, weight, value, weight) : new(dollars, kilograms, 0, 0);

    public static Figures Sum(IEnumerable<Figures> some)
    {
        var all = some.ToList();
        return new(Total(all.Select(f => f.Dollars)), Total(all.Select(f => f.Kilograms)), all.Sum(f => f.DollarsOfBoth), all.Sum(f => f.KilogramsOfBoth));

        static decimal? Total(IEnumerable<decimal?> parts) => parts.OfType<decimal>().ToList() is { Count: > 0 } known ? known.Sum() : null;
    }

    /// <summary>Whole kilograms, written in tons.</summary>
    public static string TonsOf(decimal? kilograms) => kilograms is { } kg ? (Math.Round(kg) / 1000).ToString("0.000", CultureInfo.InvariantCulture) : "null";

    /// <summary>Whole dollars.</summary>
    public static string ValueOf(decimal? dollars) => dollars is { } value ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture) : "null";
}
