using System.Globalization;
using Aim.Upstream.Data;

namespace Aim.Upstream.Census;

/// <summary>Which row of a month's answer: a commodity at a number of digits, and a country, group or the world.</summary>
internal readonly record struct RowKey(int Level, long Commodity, CountryCode Country)
{
    private static readonly string[] _formats = ["", "", "D2", "", "D4", "", "D6", "", "", "", "D10"];

    /// <summary>The commodity as the service prints it; a dash for all of them.</summary>
    public string CommodityText => CommodityOf(Level, Commodity);

    public static string CommodityOf(int level, long commodity) =>
        level == 0 ? "-" : commodity.ToString(_formats[level], CultureInfo.InvariantCulture);

    /// <summary>A number that scatters rows, always the same way: the service promises no order.</summary>
    public ulong Scatter()
    {
        var x = ((ulong)Commodity << 32) ^ ((ulong)Country.Packed * 0x9E3779B97F4A7C15) ^ (ulong)Level;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}

/// <summary>The figures of a row.</summary>
internal struct RowFigures
{
    /// <summary>Null until something is in, a dash once units differ.</summary>
    public string? Unit;
    public Measures Month;
    public Measures YearToDate;
    public bool IsGiven;

    public void Add(string unit, in Measures month, in Measures yearToDate)
    {
        if (Unit is null) (Unit, Month, YearToDate) = (unit, month, yearToDate);
        else
        {
            Month.Add(month);
            YearToDate.Add(yearToDate);
            if (!unit.Equals(Unit, StringComparison.Ordinal)) Unit = "-";
        }
    }
}
