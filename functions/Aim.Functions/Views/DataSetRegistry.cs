using Aim.Functions.Views.DataSets;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;

namespace Aim.Functions.Views;

/// <summary>All data sets by name.</summary>
public sealed class DataSetRegistry
{
    private readonly Dictionary<string, DataSet> byName;

    public DataSetRegistry(Catalog catalog, CodeBook book, MetaBuilder metas)
    {
        All = [TradeDataSet.Imports(catalog, book, metas), TradeDataSet.Exports(catalog, book, metas), .. Lists.All(book, metas)];
        byName = All.ToDictionary(d => d.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<DataSet> All { get; }

    public IEnumerable<string> Names => byName.Keys;

    public DataSet? Find(string name) => byName.GetValueOrDefault(name);
}
