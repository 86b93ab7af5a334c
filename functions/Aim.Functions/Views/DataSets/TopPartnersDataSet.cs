using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;

namespace Aim.Functions.Views.DataSets;

/// <summary>The partners of a country by value.</summary>
public sealed class TopPartnersDataSet(GlobalReader reader, CodeBook book, MetaBuilder metas) : DataSet
{
    private readonly GlobalArguments parameters = new(book);

    public override string Name => "top-partners";

    public override string Title => "Top partner countries";

    public override string Description =>
        "The partners of a country ranked by value, over its newest twelve months or those asked for, against the same months a year earlier; only what is reported for both years is compared.";

    public override IReadOnlyList<Parameter> Parameters => parameters.Ranking;

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var view = GlobalReader.ViewAt(snapshot, asOf);
        var (query, limit) = parameters.ReadRanking(arguments, q => Newest(q, view));
        if (arguments.Errors.Count > 0) return null;

        var ranking = TopPartners.Rank(query, book, await reader.SeriesAsync(query, view, snapshot, cancellationToken));
        return new Answer(metas.Global(this, snapshot, asOf), ToTable(query, [.. ranking.Take(limit ?? int.MaxValue)]));
    }

    private Table ToTable(GlobalQuery query, IReadOnlyList<TopPartner> rows) => new TableBuilder<TopPartner>(rows)
        .Integer("rank", r => r.Rank).Text("partner", r => r.Partner).Text("partner_name", r => book.World.NameOf(r.Partner))
        .Tons("quantity_t", r => Units.Whole(r.Sum.Kilograms)).Integer("value_usd", r => Units.Whole(r.Sum.Value)).Real("unit_value_usd_per_t", r => r.Sum.UnitValue)
        .Real("share", r => r.Share).Real("value_yoy", r => r.Change).Integer("rank_change", r => r.RankChange)
        .Text("from", _ => query.From.ToString()).Text("to", _ => query.To.ToString()).Text("status", _ => query.Basis == GlobalBasis.Mirror ? "E" : "A")
        .Build();

    /// <summary>Of those whose word it is.</summary>
    private Month? Newest(GlobalQuery query, GlobalView view) => view.Months
        .Where(m => query.Basis == GlobalBasis.Mirror || m.Value.Any(month => query.Reporters.Has(m.Key, month, book)))
        .SelectMany(m => m.Value).Select(m => (Month?)m).Max();
}
