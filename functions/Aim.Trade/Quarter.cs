using System.Globalization;

namespace Aim.Trade;

/// <summary>Three months of a year.</summary>
public readonly record struct Quarter(Month First)
{
    public Month Last => First + 2;

    public IEnumerable<Month> Months => [First, First + 1, First + 2];

    public Quarter YearBefore => new(First - 12);

    /// <summary>As it is spoken of: third quarter of 2025.</summary>
    public string Words => string.Create(
        CultureInfo.InvariantCulture, $"{First.Quarter switch { 1 => "first", 2 => "second", 3 => "third", _ => "fourth" }} quarter of {First.Year}");

    public static Quarter Of(Month month) => new(month - ((month.Number - 1) % 3));

    /// <summary>Reads <c>YYYY-Qn</c>.</summary>
    public static bool TryParse(string text, out Quarter quarter)
    {
        quarter = default;
        if (text is not [_, _, _, _, '-', 'Q', >= '1' and <= '4' and var number]
            || !Month.TryParse(string.Create(CultureInfo.InvariantCulture, $"{text[..4]}-{((number - '1') * 3) + 1:D2}"), out var first)) return false;

        quarter = new Quarter(first);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First.Year:D4}-Q{First.Quarter}");
}
