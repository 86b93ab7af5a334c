using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aim.Trade;

/// <summary>A calendar month, the grain of every series. Ordered; <see cref="Index"/> counts months since the year 0.</summary>
public readonly record struct Month(int Index) : IComparable<Month>
{
    public Month(int year, int month)
        : this((year * 12) + month - 1)
    {
    }

    public int Year => Index / 12;

    /// <summary>1 to 12.</summary>
    public int Number => (Index % 12) + 1;

    public int Quarter => (Index % 12 / 3) + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => (this + 1).FirstDay.AddDays(-1);

    public static Month operator +(Month month, int months) => new(month.Index + months);

    public static Month operator -(Month month, int months) => new(month.Index - months);

    public static bool operator <(Month left, Month right) => left.Index < right.Index;

    public static bool operator >(Month left, Month right) => left.Index > right.Index;

    public static bool operator <=(Month left, Month right) => left.Index <= right.Index;

    public static bool operator >=(Month left, Month right) => left.Index >= right.Index;

    public static Month Of(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month);

    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month (YYYY-MM).");

    /// <summary>Reads <c>YYYY-MM</c>, years 1900 to 2199.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Month month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1900 or > 2199 || number is < 1 or > 12)
        {
            return false;
        }

        month = new Month(year, number);
        return true;
    }

    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}
