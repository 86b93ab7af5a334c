using Aim.Pipeline.Census;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Forecast;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>A series and what may come of it.</summary>
public sealed record ForecastSeries(string Id, string Name, string Unit, ForecastAnswer Answer);

/// <summary>Forecasts the series of the profile. A forecast takes a good part of a second, so the newest ones are kept.</summary>
public sealed class ForecastReader(TradeReader trade, IndicatorReader indicators, CodeBook book, MetaBuilder metas)
{
    /// <summary>Those of the indicators; imports come before them.</summary>
    private static readonly string[] Indicators = ["USGS-PRIMARY", "PCU33131-33131-"];

    public const string Imports = "IMPORTS-AIM";

    private Kept? newest;

    public static IReadOnlyList<string> Ids { get; } = [Imports, .. Indicators];

    /// <summary>The forecasts that can be made of what was published by the end of a day.</summary>
    public async Task<IReadOnlyList<ForecastSeries>> ReadAsync(Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var version = metas.VersionAt(snapshot, asOf);
        if (newest is { } known && known.Version == version) return known.Series;

        var query = new TradeQuery { Basis = "aim" };
        var imports = TradeGrouping.Run(query, book, await trade.SourcesAsync(query, snapshot, asOf, CensusFeed.Imports, null, Sources.Census, cancellationToken));
        var histories = (await indicators.ReadAsync(snapshot, asOf, cancellationToken)).ToDictionary(h => h.Series.Id, StringComparer.Ordinal);
        List<ForecastSeries> series =
        [
            new(Imports, "Imports for consumption on the basis of the monitor", "metric ton", Of(imports.ToDictionary(r => Month.Parse(r.Period), r => r.Sum.Main.Kilograms / 1000.0))),
            .. Indicators.Where(histories.ContainsKey).Select(id => histories[id])
                .Select(h => new ForecastSeries(h.Series.Id, h.Series.Name, h.Series.Unit, Of(h.Months.ToDictionary(m => m.Key, m => (double?)m.Value.Value)))),
        ];
        newest = new Kept(version, series);
        return series;
    }

    /// <summary>From the first known month to the last.</summary>
    private static ForecastAnswer Of(Dictionary<Month, double?> months)
    {
        var known = months.Where(m => m.Value is not null).Select(m => m.Key).Order().ToList();
        return known.Count == 0
            ? new ForecastAnswer(null, "There are no figures.")
            : Forecaster.Of(known[0], [.. Enumerable.Range(0, known[^1].Index - known[0].Index + 1).Select(i => months.GetValueOrDefault(known[0] + i))]);
    }

    private sealed record Kept(string Version, IReadOnlyList<ForecastSeries> Series);
}
