using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Trade.Forecast;

namespace Aim.Functions.Views.DataSets;

/// <summary>The project's own forecasts, and how such forecasts did in the past.</summary>
public static class ForecastDataSets
{
    private static readonly Parameter Series = new("series", "Only these series.") { Values = ForecastReader.Ids, IsList = true };

    public static IEnumerable<DataSet> All(ForecastReader reader, MetaBuilder metas) =>
    [
        new ForecastDataSet(
            "forecast",
            "Forecast of the next twelve months",
            "Imports, primary production and the price index by the method that did best in the past; the project's own. A series without rows carries no forecast: forecast-check says why.",
            reader,
            metas,
            Months),
        new ForecastDataSet(
            "forecast-check",
            "How forecasts did in the past",
            "Each method from every past month that leaves a year to compare: errors against the seasonal naive, and the share of months within the intervals.",
            reader,
            metas,
            Checks),
    ];

    private static Table Months(IReadOnlyList<ForecastSeries> series)
    {
        var rows = series.Where(s => s.Answer.Forecast is not null).SelectMany(s => s.Answer.Forecast!.Months, (s, m) => (Series: s, Month: m)).OrderBy(r => r.Month.Month).ToList();
        var table = new TableBuilder<(ForecastSeries Series, ForecastMonth Month)>(rows)
            .Text("period", r => r.Month.Month.ToString()).Text("series", r => r.Series.Id).Text("series_name", r => r.Series.Name);
        table.BeginMeasures();
        return table.Real("value", r => r.Month.Value).Real("low_80", r => r.Month.Low80).Real("high_80", r => r.Month.High80)
            .Real("low_95", r => r.Month.Low95).Real("high_95", r => r.Month.High95).Text("unit", r => r.Series.Unit)
            .Text("method", r => NameOf(r.Series.Answer.Forecast!.Method)).Text("status", _ => "E").Build();
    }

    private static Table Checks(IReadOnlyList<ForecastSeries> series)
    {
        var rows = series.SelectMany(
            s => s.Answer.Forecast?.BackTest.Methods.Select(m => (MethodError?)m) ?? [null],
            (s, m) => (Series: s, Method: m, s.Answer.Forecast?.BackTest)).ToList();
        return new TableBuilder<(ForecastSeries Series, MethodError? Method, BackTest? BackTest)>(rows)
            .Text("series", r => r.Series.Id).Text("series_name", r => r.Series.Name).Text("method", r => r.Method is { } m ? NameOf(m.Method) : null)
            .Flag("chosen", r => r.Method is { } m && m.Method == r.Series.Answer.Forecast!.Method)
            .Real("mean_absolute_error", r => r.Method?.MeanAbsolute).Real("scaled_error", r => r.Method?.Scaled).Real("relative_to_naive", r => r.Method?.RelativeToNaive)
            .Integer("origins", r => r.BackTest?.Origins).Text("first_origin", r => r.BackTest?.FirstOrigin.ToString()).Text("last_origin", r => r.BackTest?.LastOrigin.ToString())
            .Integer("months_checked", r => r.BackTest?.Checked).Real("coverage_80", r => r.BackTest?.Coverage80).Real("coverage_95", r => r.BackTest?.Coverage95)
            .Text("reason", r => r.Series.Answer.Reason).Build();
    }

    private static string NameOf(ForecastMethod method) => method switch
    {
        ForecastMethod.SeasonalNaive => "seasonal-naive",
        ForecastMethod.DampedHoltWinters => "damped-holt-winters",
        _ => "combination",
    };

    private sealed class ForecastDataSet(
        string name, string title, string description, ForecastReader reader, MetaBuilder metas, Func<IReadOnlyList<ForecastSeries>, Table> table) : DataSet
    {
        public override string Name => name;

        public override string Title => title;

        public override string Description => description;

        public override IReadOnlyList<Parameter> Parameters { get; } = [Series];

        public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
        {
            var wanted = arguments.List(Series);
            if (arguments.Errors.Count > 0) return null;

            var series = await reader.ReadAsync(snapshot, asOf, cancellationToken);
            return new Answer(metas.General(this, snapshot, asOf), table([.. series.Where(s => wanted.Count == 0 || wanted.Contains(s.Id, StringComparer.Ordinal))]));
        }
    }
}
