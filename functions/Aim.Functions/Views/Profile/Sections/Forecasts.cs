using Aim.Functions.Views.DataSets;
using Aim.Trade;

namespace Aim.Functions.Views.Profile.Sections;

/// <summary>What the next year may bring, and how such forecasts did.</summary>
internal static class Forecasts
{
    private const string Imports = ForecastReader.Imports;

    /// <summary>Months of the past in a chart.</summary>
    private const int PastMonths = 48;

    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        var check = await context.Evidence.AskAsync("forecast-check", "", "How such forecasts did in the past", "aim");
        List<Statement> statements = [];
        List<ProfileChart> charts = [];
        List<ProfileTable> tables = [];
        foreach (var series in check.Where().GroupBy(r => check.Text("series", r)!, StringComparer.Ordinal))
        {
            statements.Add(Told(check, series.Key, [.. series]));
            if (await AskAsync(context, series.Key) is not { IsEmpty: false } forecast) continue;

            charts.Add(await ChartAsync(context, forecast, series.Key));
            tables.Add(TableOf(forecast, series.Key));
        }

        return new("forecast", "Forecast")
        {
            Statements = statements,
            Charts = charts,
            Tables = tables,
            Notes =
            [
                "These forecasts are the project's own and nobody else's. Three established methods are tried from every month of the past that leaves a year to compare; the one that erred least is used, and none that did worse than the seasonal naive, which repeats the last year.",
                "They follow from the past of each series alone: no duty, strike or new smelter is foreseen. They begin after the newest month of each series, which may be later than the quarter that is told.",
            ],
        };
    }

    /// <summary>The next year of imports in one sentence; null where there is no forecast of it.</summary>
    public static async Task<Statement?> ImportsAsync(ProfileContext context)
    {
        var rows = await AskAsync(context, Imports);
        var months = rows.Where().ConvertAll(r => Month.Parse(rows.Text("period", r)!));
        if (months.Count == 0 || rows.Sum("value") is not { } year) return null;

        var past = await context.Evidence.AskAsync("us-imports", $"source=census&from={months[0] - months.Count}&to={months[0] - 1}", "The same months of the year before", "census");
        return new(
            "summary_forecast",
            $"Imports on the basis of the monitor are forecast at {year:tons} from {months[0].ToString()} to {months[^1].ToString()}{Developments.ChangeOf(past.Where().Count == months.Count ? year.ChangeFrom(past.Sum("quantity_t")) : null)}.",
            [rows.Link, past.Link]);
    }

    private static Task<Rows> AskAsync(ProfileContext context, string series) => context.Evidence.AskAsync("forecast", $"series={series}", "Forecast of the next twelve months", "aim");

    /// <param name="check">The past of all series.</param>
    /// <param name="series">One of them.</param>
    /// <param name="rows">Its methods; or the one row that says why there is none.</param>
    private static Statement Told(Rows check, string series, List<int> rows)
    {
        var name = check.Text("series_name", rows[0]);
        if (rows.FindAll(r => check.IsTrue("chosen", r)) is not [var chosen])
            return new($"forecast_{series}", $"There is no forecast of {name}: {check.Text("reason", rows[0])}", [check.Link]);

        Number Of(string column) => check.Sum(column, ("series", series), ("method", check.Text("method", chosen)!))!;
        return new(
            $"forecast_{series}",
            $"{name}: of the methods {check.Text("method", chosen)} erred least, {Of("relative_to_naive"):0.00} times as much as the seasonal naive, over {Of("origins"):0} past starts. {Of("coverage_80"):share} of the months fell within the interval of 80 %, {Of("coverage_95"):share} within that of 95 %.",
            [check.Link]);
    }

    private static async Task<ProfileChart> ChartAsync(ProfileContext context, Rows forecast, string series)
    {
        var first = Month.Parse(forecast.Text("period", 0)!);
        var before = $"from={first - PastMonths}&to={first - 1}";
        var past = series == Imports
            ? (await context.Evidence.AskAsync("us-imports", $"source=census&{before}", "Imports by month", "census")).Line("Past", "quantity_t")
            : (await context.IndicatorsAsync($"series={series}&{before}", "The months", context.Book.Indicators.Find(series)!.Source)).Line("Past", "value");
        var line = forecast.Line("Forecast", "value") with
        {
            Low = [.. forecast.Where().Select(r => forecast.Value("low_80", r))],
            High = [.. forecast.Where().Select(r => forecast.Value("high_80", r))],
        };
        var unit = forecast.Text("unit", 0)!;
        return new ProfileChart($"forecast_{series}", $"{forecast.Text("series_name", 0)}: past and forecast with its interval of 80 %", unit, FormatOf(unit), ChartKind.Line, [past, line]);
    }

    private static ProfileTable TableOf(Rows forecast, string series)
    {
        var unit = forecast.Text("unit", 0)!;
        var format = FormatOf(unit);
        return forecast.Table(
            $"forecast_{series}", $"{forecast.Text("series_name", 0)}: forecast by {forecast.Text("method", 0)}, {unit}", forecast.Where(),
            new("period", "Month", "text"), new("value", "Forecast", format), new("low_80", "80 % from", format), new("high_80", "80 % to", format), new("low_95", "95 % from", format), new("high_95", "95 % to", format));
    }

    private static string FormatOf(string unit) => unit == "index" ? "index" : "tons";
}
