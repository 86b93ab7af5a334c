using Aim.Trade;
using Aim.Trade.Codes;

namespace Aim.Functions.Views.Profile;

/// <summary>What the sections are made from.</summary>
/// <param name="Evidence">Answers questions.</param>
/// <param name="Quarter">The quarter that is told.</param>
/// <param name="Book">Names of countries.</param>
public sealed record ProfileContext(Evidence Evidence, Quarter Quarter, CodeBook Book)
{
    /// <summary>Charts of months begin so many before the end of the quarter.</summary>
    private const int ChartMonths = 72;

    public Month ChartFrom => Quarter.Last - (ChartMonths - 1);

    /// <summary>Series of the indicators.</summary>
    /// <param name="query">Which, and of what months.</param>
    /// <param name="title">What is found there.</param>
    /// <param name="source">Whose they are.</param>
    public Task<Rows> IndicatorsAsync(string query, string title, string source = "bls") => Evidence.AskAsync("indicators", query, title, source);

    /// <summary>Months of series as a chart of lines; null where none of them has a figure.</summary>
    public async Task<ProfileChart?> ChartAsync(string id, string title, string unit, string format, string column, params IReadOnlyList<(string Series, string Name)> series)
    {
        var rows = await IndicatorsAsync($"series={string.Join(',', series.Select(s => s.Series))}&from={ChartFrom}&to={Quarter.Last}", title, series[0].Series.StartsWith("USGS", StringComparison.Ordinal) ? "usgs" : "bls");
        var lines = series.Select(s => rows.Line(s.Name, column, ("series", s.Series))).Where(l => l.Values.Any(v => v is not null)).ToList();
        return lines.Count == 0 ? null : new ProfileChart(id, title, unit, format, ChartKind.Line, lines);
    }

    /// <summary>The last quarters of a series as a table; null where it has none.</summary>
    public async Task<ProfileTable?> QuartersAsync(string id, string title, string series, string column, string format, string source = "bls")
    {
        var rows = await IndicatorsAsync($"series={series}&freq=Q&from={Quarter.First - 21}&to={Quarter.Last}", title, source);
        return rows.IsEmpty ? null : rows.Table(
            id, title, rows.Where(), new("period", "Quarter", "text"), new("value", column, format), new("yoy", "Change on the year", "percent"), new("months", "Months", "count"), new("status", "Status", "text"));
    }
}
