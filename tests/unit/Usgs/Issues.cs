using System.Globalization;
using Aim.Pipeline.Usgs;
using Aim.Trade;
using Aim.Trade.Indicators;
using Aim.Upstream.Indicators;
using UsgsRow = Aim.Pipeline.Usgs.UsgsRow;

namespace Aim.Tests.Usgs;

/// <summary>Workbooks as the survey has them, with single cells changed.</summary>
internal static class Issues
{
    public static readonly Month June = new(2026, 6);

    /// <summary>A table of imports of June 2026: month and year to date of each kind, an empty column between them.</summary>
    public static List<object?[]> Imports() =>
    [
        ["TABLE 8"],
        ["U.S. IMPORTS FOR CONSUMPTION OF ALUMINUM, BY COUNTRY1"],
        ["(Metric tons)"],
        [null, "Crude metal and alloys", null, null, "Semifabricated products", null, null, "Scrap", null, null, "Total2"],
        [null, "2026", null, "2026", "2026", null, "2026", "2026", null, "2026", "2026", null, "2026"],
        [null, null, null, "January–", null, null, "January–", null, null, "January–", null, null, "January–"],
        ["Country or locality", "June", null, "June", "June", null, "June", "June", null, "June", "June", null, "June"],
        ["Canada", 200_000m, null, 1_200_000m, 21_300m, null, 130_000m, 31_600m, null, 190_000m, 253_000m, null, 1_520_000m],
        ["China3", "--", null, "--", 9_000m, null, 60_000m, "(2)", null, 5m, 9_000m, null, 60_000m],
        ["Korea, Republic of", "<0.5", null, 3m, "--", null, "--", 7m, null, 20m, 7m, null, 23m],
        ["Total", 200_000m, null, 1_200_000m, 30_300m, null, 190_000m, 31_600m, null, 190_000m, 262_000m, null, 1_580_000m],
        ["-- Zero."],
        ["1Data are rounded to no more than three significant digits."],
    ];

    public static List<object?[]> Production() =>
    [
        ["TABLE 1"], ["PRIMARY ALUMINUM PRODUCTION IN THE UNITED STATES1"], ["(Metric tons)"], [null, "Production", "Daily average"],
        ["2024", 676_000m, 1_850m], ["2025:"], ["December", 56_100m, 1_810m], ["2026:"], ["May", 55_000m, 1_774m], ["June2", "54,200r", 1_807m], ["January–June", 331_000m, 1_829m],
    ];

    /// <summary>The table with a cell changed: row and column as a spreadsheet names them.</summary>
    public static List<object?[]> With(this List<object?[]> rows, string place, object? value)
    {
        var (row, column) = (int.Parse(place.AsSpan(1), CultureInfo.InvariantCulture) - 1, place[0] - 'A');
        if (rows[row].Length <= column) rows[row] = [.. rows[row], .. new object?[column + 1 - rows[row].Length]];
        rows[row][column] = value;
        return rows;
    }

    public static byte[] Book(params (string Name, IReadOnlyList<object?[]> Rows)[] sheets) => WorkbookWriter.Write(sheets);

    public static UsgsIssue Read(List<object?[]> rows, Month? issue = null) => UsgsReader.Read(new MemoryStream(Book(("T8", rows))), issue ?? June);

    /// <summary>A row as text: below half is told by a tilde, not available by a dot.</summary>
    public static string Text(UsgsRow row) => $"{row.Name}: {string.Join(' ', row.Tons.Select(Text))}";

    public static string Text(Observation figure) =>
        figure.Value is not { } value ? "." : value.ToString(CultureInfo.InvariantCulture) + (figure.Marks == ObservationMarks.None ? "" : figure.Marks == ObservationMarks.BelowHalf ? "~" : $" {figure.Marks}");
}
