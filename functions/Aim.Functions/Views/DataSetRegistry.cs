using Aim.Functions.Views.DataSets;
using Aim.Pipeline;
using Aim.Pipeline.Usgs;
using Aim.Trade.Codes;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views;

/// <summary>All data sets by name.</summary>
public sealed class DataSetRegistry
{
    private readonly Dictionary<string, DataSet> byName;

    public DataSetRegistry(
        TradeReader trade, SupplyReader supply, AccuracyReader accuracy, GlobalReader world, IndicatorReader indicators, UsgsTradeReader usgs, ForecastReader forecasts,
        CodeBook book, MetaBuilder metas, IOptions<AimOptions> options)
    {
        All =
        [
            TradeDataSet.Imports(trade, book, metas),
            TradeDataSet.Exports(trade, book, metas),
            .. SupplyDataSet.All(supply, book, metas),
            .. AccuracyDataSets.All(accuracy, book, metas),
            new AlertDataSet(trade, supply, world, book, metas),
            new GlobalTradeDataSet(world, book, metas),
            new TopPartnersDataSet(world, book, metas),
            new IndicatorDataSet(indicators, book, metas, options),
            new UsgsTradeDataSet(usgs, book, metas),
            new ProfileDataSet(Find, book, metas),
            .. ForecastDataSets.All(forecasts, metas),
            new IndicatorListDataSet(indicators, book, metas, options),
            .. Lists.All(book, metas, options.Value.Licenses.LeastLicenses),
        ];
        byName = All.ToDictionary(d => d.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<DataSet> All { get; }

    public IEnumerable<string> Names => byName.Keys;

    public DataSet? Find(string name) => byName.GetValueOrDefault(name);
}
