using System.Globalization;

namespace Aim.Upstream.Data;

/// <summary>A calendar month, counted from year 0 so that months can be compared and stepped as numbers.</summary>
internal readonly record struct Month(int Index) : IComparable<Month>
{
    public Month(int year, int number) : this((year * 12) + number - 1) { }

    public int Year => Index / 12;

    public int Number => (Index % 12) + 1;

    public DateOnly LastDay => new DateOnly(Year, Number, 1).AddMonths(1).AddDays(-1);

    public static bool operator <(Month a, Month b) => a.Index < b.Index;

    public static bool operator >(Month a, Month b) => a.Index > b.Index;

    public static bool operator <=(Month a, Month b) => a.Index <= b.Index;

    public static bool operator >=(Month a, Month b) => a.Index >= b.Index;

    /// <summary>Reads <c>YYYY-MM</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Month month)
    {
        month = default;
        if (text.Length != 7 || text[4] != '-'
            || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year == 0 || number is < 1 or > 12)
            return false;
        month = new Month(year, number);
        return true;
    }

    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}
