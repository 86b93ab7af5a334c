using System.Globalization;
using Aim.Trade.Indicators;

namespace Aim.Functions.Views.Profile;

/// <summary>A series of the indicators in the quarter that is told.</summary>
internal sealed class QuarterFigure
{
    private readonly Rows quarter;

    private QuarterFigure(IndicatorSeries series, Rows quarter, Rows all) => (Series, this.quarter, All) = (series, quarter, all);

    public IndicatorSeries Series { get; }

    /// <summary>All its months until the end of the quarter.</summary>
    public Rows All { get; }

    /// <summary>The mean of its months, or their sum.</summary>
    public Number Value => quarter.Sum("value")!;

    /// <summary>Against the same months a year earlier; null when one of them has no figure.</summary>
    public Number? Change => quarter.Sum("yoy");

    /// <summary>Months that have a figure.</summary>
    public int Months => (int)quarter.Value("months", 0)!.Value;

    /// <summary>What a sentence must add when a month is missing.</summary>
    public string Part => Months == 3 ? "" : string.Create(CultureInfo.InvariantCulture, $" Only {(Months == 1 ? "one" : "two")} of its three months {(Months == 1 ? "has" : "have")} a figure.");

    /// <summary>The months that have a figure, as rows of <see cref="All"/>.</summary>
    public IEnumerable<int> Known => All.Where().Where(r => All.Value("value", r) is not null);

    /// <returns>Null where the quarter has no figure.</returns>
    public static async Task<QuarterFigure?> ReadAsync(ProfileContext context, string id)
    {
        var series = context.Book.Indicators.Find(id)!;
        var mean = await context.IndicatorsAsync($"series={id}&freq=Q&from={context.Quarter.First}&to={context.Quarter.Last}", "The quarter", series.Source);
        var all = await context.IndicatorsAsync($"series={id}&to={context.Quarter.Last}", "All months until then", series.Source);
        return mean.IsEmpty || mean.Value("value", 0) is null ? null : new QuarterFigure(series, mean, all);
    }

    public Statement Tell(string id, Sentence text, params IReadOnlyList<(string Name, object? Value)> more) => new(id, text, [quarter.Link, All.Link])
    {
        Figures = new (string Name, object? Value)[]
        {
            ("series", Series.Id), (Series.AddsUp ? "quantity_t" : "value", Value.Plain), ("yoy", (double?)Change?.Value), ("months", Months),
        }.Concat(more).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal),
    };
}
