using Aim.Trade;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Usgs;

/// <summary>
/// Reads a table of trade by country: for each kind a column of the month and mostly one since January, found by their words. Rows go
/// from <c>Country or locality</c> to <c>Total</c>.
/// </summary>
internal sealed class TradeTableReader
{
    /// <summary>What is longer is a title.</summary>
    private const int LongestHead = 80;

    private readonly Sheet sheet;
    private readonly Month issue;
    private readonly char flow;
    private readonly int labels, headEnd;

    /// <summary>The first row of the head that names months; those above it name the kinds, perhaps over several rows.</summary>
    private readonly int monthsRow;
    private readonly List<(string Kind, int Column)> kinds;

    private TradeTableReader(Sheet sheet, Month issue, char flow, int labelRow, int labels)
    {
        (this.sheet, this.issue, this.flow, this.labels) = (sheet, issue, flow, labels);
        headEnd = labelRow + 1;
        while (headEnd < sheet.Rows && !(sheet[headEnd, labels].Length > 0 && Figures.Any(c => sheet[headEnd, c].Length > 0 && UsgsText.TryFigure(sheet[headEnd, c], out _)))) headEnd++;
        while (monthsRow < headEnd && !Figures.Any(c => sheet[monthsRow, c].Length <= LongestHead && UsgsText.NamesMonth(sheet[monthsRow, c]))) monthsRow++;
        kinds = [.. Figures.Select(c => (Kind: KindOf(sheet.Text(0, monthsRow, c, c + 1))!, Column: c)).Where(k => k.Kind is not null)];
    }

    public char Flow => flow;

    public string SheetName => sheet.Name;

    /// <summary>Whether its head names each kind once.</summary>
    public bool HasColumns => kinds.Select(k => k.Kind).Order(StringComparer.Ordinal).SequenceEqual(UsgsTable.Kinds.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private IEnumerable<int> Figures => Enumerable.Range(labels + 1, Math.Max(0, sheet.Columns - labels - 1));

    /// <summary>Null when the sheet is no such table.</summary>
    public static TradeTableReader? Find(Sheet sheet, Month issue)
    {
        for (var row = 0; row < sheet.Rows; row++)
        {
            for (var column = 0; column < sheet.Columns; column++)
            {
                if (!IsLabel(sheet[row, column])) continue;

                var title = sheet.Text(0, row, 0, sheet.Columns);
                var (imports, exports) = (title.Says("imports"), title.Says("exports"));
                return imports != exports && title.Says("aluminum") && title.Says("by country") ? new TradeTableReader(sheet, issue, imports ? 'M' : 'X', row, column) : null;
            }
        }

        return null;
    }

    /// <exception cref="UsgsFormatException">A column or the total is not there, the month is another, or a cell is no figure.</exception>
    public UsgsTable Read()
    {
        if (!HasColumns) throw new UsgsFormatException($"sheet {sheet.Name}: its head does not name crude, semifabricated, scrap and total, each once");

        var years = UsgsText.Years(sheet.Text(0, headEnd, labels + 1, sheet.Columns)).ToList();
        if (years.Count > 0 && !years.Contains(issue.Year)) throw new UsgsFormatException($"sheet {sheet.Name}: it is of {string.Join(" and ", years.Distinct())}, not of {issue.Year}");

        var columns = UsgsTable.Kinds.Select(ColumnsOf).ToList();
        var rows = new Dictionary<string, UsgsRow>(StringComparer.OrdinalIgnoreCase);
        for (var row = headEnd; row < sheet.Rows; row++)
        {
            var name = UsgsText.Name(sheet[row, labels]);
            if (columns.TrueForAll(c => sheet[row, c.Month].Length == 0) || IsLabel(sheet[row, labels])) continue;
            if (name.Length == 0 && columns.TrueForAll(c => UsgsText.NamesMonth(sheet[row, c.Month]) || !UsgsText.TryFigure(sheet[row, c.Month], out _))) continue;
            if (name.Length is 0 or > 80) throw UsgsFormatException.Of(sheet, row, labels, "the name of a country");

            var tons = new UsgsRow(name, [.. columns.Select(c => FigureAt(row, c.Month))]);
            if (name.Equals("Total", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Total,", StringComparison.OrdinalIgnoreCase))
                return new UsgsTable(flow, [.. rows.Values], tons, columns.TrueForAll(c => c.YearToDate is not null) ? [.. columns.Select(c => FigureAt(row, c.YearToDate!.Value))] : null);
            if (!rows.TryAdd(name, tons)) throw UsgsFormatException.Of(sheet, row, labels, "a country that has no row yet");
        }

        throw new UsgsFormatException($"sheet {sheet.Name}: there is no row Total");
    }

    private static bool IsLabel(string text) => text.StartsWith("Country or locality", StringComparison.OrdinalIgnoreCase);

    private static string? KindOf(string text) =>
        text.Length is 0 or > LongestHead ? null
        : text.Says("scrap") ? "scrap"
        : text.Says("crude") ? "crude"
        : text.StartsWith("Total", StringComparison.OrdinalIgnoreCase) ? "total"
        : text.Says("semi", "fabricat", "plate", "sheet") ? "semis"
        : null;

    private (int Month, int? YearToDate) ColumnsOf(string kind)
    {
        var first = kinds.Find(k => k.Kind == kind).Column;
        var end = kinds.Where(k => k.Column > first).Select(k => k.Column).DefaultIfEmpty(sheet.Columns).Min();
        var headed = Enumerable.Range(first, end - first).Where(c => Head(c).Length > 0).ToList();
        var named = headed.Where(c => UsgsText.MonthNumber(Head(c)) > 0).ToList();
        if (named.Count == 0) throw new UsgsFormatException($"sheet {sheet.Name}, cell {Sheet.Place(monthsRow, first)}: no column of {kind} is headed by {UsgsText.MonthName(issue.Number)} alone");
        if (UsgsText.MonthNumber(Head(named[0])) != issue.Number)
            throw UsgsFormatException.Of(sheet, Enumerable.Range(monthsRow, headEnd - monthsRow).Last(r => sheet[r, named[0]].Length > 0), named[0], UsgsText.MonthName(issue.Number));

        return (named[0], headed.Where(c => c > named[0]).Select(c => (int?)c).FirstOrDefault());
    }

    /// <summary>What the head of a column says of its months; it may say so over several rows, and years among it.</summary>
    private string Head(int column) => string.Join(' ',
        sheet.Text(monthsRow, headEnd, column, column + 1).Split(' ').Where(w => !UsgsText.Years(w).Any()));

    private Observation FigureAt(int row, int column) => UsgsText.TryFigure(sheet[row, column], out var figure) ? figure : throw UsgsFormatException.Of(sheet, row, column, UsgsText.FigureForm);
}
