using Aim.Functions.Views.Requests;
using Aim.Pipeline;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views.DataSets;

/// <summary>The list of series, those included of which nothing has come.</summary>
public sealed class IndicatorListDataSet(IndicatorReader reader, CodeBook book, MetaBuilder metas, IOptions<AimOptions> options) : DataSet
{
    public override string Name => "codes/series";

    public override string Title => "Series of the indicators";

    public override string Description => "Ids, units, bases and adjustment; an id that nobody has seen at its source is not confirmed until its first figures come from there.";

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var stored = (await reader.ReadAsync(snapshot, asOf, cancellationToken)).ToDictionary(h => h.Series.Id, h => h.Months.Keys.Order().ToList(), StringComparer.Ordinal);
        var table = new TableBuilder<IndicatorSeries>(book.Indicators.Series)
            .Text("series", s => s.Id).Text("series_name", s => s.Name).Text("group", s => s.Group).Text("source", s => s.Source)
            .Text("unit", s => s.Unit).Text("base", s => s.Base).Text("adjustment", s => s.Adjustment)
            .Text("first_period", s => stored.GetValueOrDefault(s.Id)?[0].ToString()).Text("last_period", s => stored.GetValueOrDefault(s.Id)?[^1].ToString())
            .Flag("confirmed", s => s.IsConfirmed || (stored.ContainsKey(s.Id) && !options.Value.Sample))
            .Build();
        return new Answer(metas.Indicators(this, snapshot, asOf), table);
    }
}
