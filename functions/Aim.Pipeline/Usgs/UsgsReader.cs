using Aim.Trade;

namespace Aim.Pipeline.Usgs;

/// <summary>
/// Reads an issue of the Mineral Industry Surveys on aluminum: imports and exports by country, and primary production. Its prices are
/// those of other publishers, who do not allow that they are passed on: they are not read.
/// </summary>
public static class UsgsReader
{
    /// <param name="body">The workbook.</param>
    /// <param name="issue">The month that it is of.</param>
    /// <exception cref="UsgsFormatException">It is none, or not of that month; the message names sheet, cell, value and what is allowed.</exception>
    public static UsgsIssue Read(Stream body, Month issue)
    {
        var sheets = Workbook.Read(body);
        var unread = new List<string>();
        var trade = new List<UsgsTable>();
        foreach (var table in sheets.Select(s => TradeTableReader.Find(s, issue)).OfType<TradeTableReader>().Where(t => t.Flow == 'M' || IsKnown(t, unread)).DistinctBy(t => t.Flow))
            trade.Add(table.Read());

        var production = sheets.Where(ProductionTableReader.IsProduction).Select(s => (s.Name, Months: ProductionTableReader.Read(s, issue))).ToList();
        var months = production.Select(p => p.Months).FirstOrDefault(m => m.Count > 0) ?? [];
        if (months.Count == 0) unread.AddRange(production.Select(p => p.Name));
        if (trade.Count == 0 && months.Count == 0)
            throw new UsgsFormatException($"no issue of the survey: none of the sheets {string.Join(", ", sheets.Select(s => s.Name))} is a table of imports or exports by country, or of primary production by month");

        return new UsgsIssue(trade, months, unread);
    }

    /// <summary>The form of the exports is known from that of the imports only: where it is another, the rest of the issue still counts.</summary>
    private static bool IsKnown(TradeTableReader table, List<string> unread)
    {
        if (!table.HasColumns) unread.Add(table.SheetName);
        return table.HasColumns;
    }
}
