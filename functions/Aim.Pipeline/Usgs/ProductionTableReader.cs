using System.Globalization;
using System.Text.RegularExpressions;
using Aim.Trade;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Usgs;

/// <summary>
/// Reads a table of primary production: a row for each month under a row of its year, or with the year in its name. Rows of other
/// periods, as sums since January, are passed over.
/// </summary>
internal static partial class ProductionTableReader
{
    /// <summary>Rows of the head.</summary>
    private const int Head = 12;

    /// <summary>As far as its title tells, which ends where a row has more than one cell.</summary>
    public static bool IsProduction(Sheet sheet)
    {
        var end = 0;
        while (end < sheet.Rows && Enumerable.Range(0, sheet.Columns).Count(c => sheet[end, c].Length > 0) < 2) end++;
        var title = sheet.Text(0, Math.Min(end, Head), 0, sheet.Columns);
        return title.Says("primary") && title.Says("production") && title.Says("aluminum");
    }

    /// <summary>By month, metric tons; none when the table has another form.</summary>
    /// <exception cref="UsgsFormatException">A cell is no figure, or a month is twice there or still to come.</exception>
    public static Dictionary<Month, Observation> Read(Sheet sheet, Month issue)
    {
        var months = new Dictionary<Month, Observation>();
        if (UnitOf(sheet.Text(0, Head, 0, sheet.Columns)) is not { } unit || ColumnOf(sheet) is not { } column) return months;

        int? year = null;
        for (var row = 0; row < sheet.Rows; row++)
        {
            var (label, isEmpty) = (sheet[row, 0], sheet[row, column].Length == 0);
            if (isEmpty && YearAlone().Match(label) is { Success: true } alone) year = YearIn(alone);
            var dated = YearAndMonth().Match(label);
            if (dated.Success) year = YearIn(dated);
            var number = UsgsText.MonthNumber(dated.Success ? dated.Groups["month"].Value : label);
            if (number == 0 || year is null || isEmpty) continue;

            var month = new Month(year.Value, number);
            if (month > issue || months.ContainsKey(month)) throw UsgsFormatException.Of(sheet, row, 0, $"a month up to {issue} that has no row yet");
            if (!UsgsText.TryFigure(sheet[row, column], out var figure)) throw UsgsFormatException.Of(sheet, row, column, UsgsText.FigureForm);
            months.Add(month, figure with { Value = figure.Value * unit });
        }

        return months;
    }

    private static int? UnitOf(string title) => title.Says("thousand metric tons") ? 1000 : title.Says("metric tons") ? 1 : null;

    /// <summary>The first column, after that of the months, whose head speaks of production.</summary>
    private static int? ColumnOf(Sheet sheet)
    {
        for (var row = 0; row < Math.Min(Head, sheet.Rows); row++)
        {
            for (var column = 1; column < sheet.Columns; column++)
            {
                if (sheet[row, column].Length < 60 && sheet[row, column].Says("production", "quantity")) return column;
            }
        }

        return null;
    }

    private static int YearIn(Match match) => int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<year>(19|20)\d\d):?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearAlone();

    [GeneratedRegex(@"^(?<year>(19|20)\d\d)[,:] ?(?<month>\p{L}+\d?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearAndMonth();
}
