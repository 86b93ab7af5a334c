using System.Globalization;
using Aim.Upstream.Data;

namespace Aim.Upstream.Indicators;

/// <summary>
/// An issue of the Mineral Industry Surveys as a workbook, with the habits of the real ones: figures in columns of the month and since
/// January with empty columns between them, heads over several rows, footnotes that stick to names, dashes for zero, and in the January
/// of some years no columns since January. The form of the exports and of the production is made after that of the imports: no
/// evidence of theirs was found.
/// </summary>
internal static class UsgsIssueWriter
{
    private const int MonthsOfProduction = 13;

    private static readonly string[] _kinds = ["Crude metal and alloys", "Semifabricated products", "Scrap", "Total"];

    public static byte[] Write(IIndicatorView view, Month issue) => WorkbookWriter.Write(Sheets(view, issue));

    private static IEnumerable<(string Name, IReadOnlyList<object?[]> Rows)> Sheets(IIndicatorView view, Month issue)
    {
        if (view.Production.Any(p => p.Key <= issue)) yield return ("T1", Production(view, issue));

        // The prices of the true table are those of another publisher, and nobody's to pass on.
        yield return ("T6", [["TABLE 6"], ["AVERAGE MARKET PRICES OF ALUMINUM1"], [null, "Metals market"], ["Prices are not reproduced here."]]);
        if (view.Trade(Flow.Import, issue) is { Count: > 0 } imports) yield return ("T8", Trade("TABLE 8", "U.S. IMPORTS FOR CONSUMPTION OF ALUMINUM, BY COUNTRY1", view, Flow.Import, imports, issue));
        if (view.Trade(Flow.Export, issue) is { Count: > 0 } exports) yield return ("T9", Trade("TABLE 9", "U.S. EXPORTS OF ALUMINUM, BY COUNTRY1", view, Flow.Export, exports, issue));
    }

    private static List<object?[]> Production(IIndicatorView view, Month issue)
    {
        List<object?[]> rows =
        [
            ["TABLE 1"], ["PRIMARY ALUMINUM PRODUCTION IN THE UNITED STATES1"], [], ["(Metric tons)"], [], [null, "Production2"],
        ];
        int? year = null;
        foreach (var (month, tons) in view.Production.Where(p => p.Key <= issue && p.Key.Index > issue.Index - MonthsOfProduction).OrderBy(p => p.Key))
        {
            if (month.Year != year) rows.Add([string.Create(CultureInfo.InvariantCulture, $"{month.Year}:")]);
            year = month.Year;
            rows.Add([NameOf(month), decimal.TryParse(tons, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) ? figure : tons]);
        }

        var since = view.Production.Where(p => p.Key.Year == issue.Year && p.Key <= issue).Select(p => decimal.TryParse(p.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) ? figure : 0);
        rows.AddRange([[$"January–{NameOf(issue)}", since.Sum()], ["1Data are rounded to no more than three significant digits."], ["2From domestic ores and imported alumina."]]);
        return rows;
    }

    private static List<object?[]> Trade(string number, string title, IIndicatorView view, Flow flow, IReadOnlyList<UsgsRow> rows, Month issue)
    {
        var since = issue is { Number: 1 } && issue.Year % 2 == 1 ? null : SinceJanuary(view, flow, issue);
        object?[] Spread(object? label, Func<int, object?> month, Func<int, object?> year) =>
            [label, .. Enumerable.Range(0, UsgsRow.Kinds).SelectMany(k => since is null ? [month(k)] : (object?[])[null, month(k), null, year(k)])];

        var year = issue.Year.ToString(CultureInfo.InvariantCulture);
        List<object?[]> sheet =
        [
            [number], [title], [], ["(Metric tons)"], [],
            Spread(null, k => _kinds[k], _ => null),
            Spread(null, _ => year, _ => year),
            Spread(null, _ => null, _ => issue.Number == 1 ? null : "January–"),
            Spread("Country or locality", _ => NameOf(issue), _ => NameOf(issue)),
        ];
        foreach (var row in rows.Where(r => r.Country != "Total").Concat(rows.Where(r => r.Country == "Total")))
            sheet.Add(Spread(row.Country == "China" ? "China3" : row.Country, k => Printed(row.Tons[k], issue), k => Printed(since?.GetValueOrDefault(row.Country)?[k], issue)));
        sheet.AddRange([["-- Zero."], ["1Data are rounded to no more than three significant digits; may not add to totals shown."], ["2Less than ½ unit."], ["3Includes Hong Kong."]]);
        return sheet;
    }

    private static Dictionary<string, decimal?[]> SinceJanuary(IIndicatorView view, Flow flow, Month issue)
    {
        var since = new Dictionary<string, decimal?[]>(StringComparer.Ordinal);
        for (var month = new Month(issue.Year, 1); month <= issue; month = new Month(month.Index + 1))
        {
            foreach (var row in view.Trade(flow, month))
            {
                if (!since.TryGetValue(row.Country, out var sums)) since.Add(row.Country, sums = new decimal?[UsgsRow.Kinds]);
                for (var k = 0; k < sums.Length; k++) sums[k] = row.Tons[k] is { } tons ? (sums[k] ?? 0) + tons : sums[k];
            }
        }

        foreach (var sums in since.Values)
        {
            for (var k = 0; k < sums.Length; k++) sums[k] = sums[k] is { } sum ? UsgsRow.Rounded(sum) : null;
        }

        return since;
    }

    private static object? Printed(decimal? tons, Month issue) => tons switch
    {
        null => null,
        0 => "--",
        < 0.5m => issue.Year % 2 == 1 ? "<0.5" : "(2)",
        _ => tons,
    };

    private static string NameOf(Month month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Number);
}
