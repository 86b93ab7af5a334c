using System.Globalization;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>Who ships aluminum to whom, by the word of the reporters, of their partners, or of both.</summary>
public sealed class GlobalTradeDataSet(GlobalReader reader, CodeBook book, MetaBuilder metas) : DataSet
{
    /// <summary>Partners of a mirror figure that are named with their share; the rest is told as one.</summary>
    private const int NamedSources = 10;

    private readonly GlobalArguments parameters = new(book);

    public override string Name => "global-trade";

    public override string Title => "World trade in aluminum";

    public override string Description =>
        "Exports and imports in seven categories by reporter and partner, month by month; mirror figures for countries that publish nothing, and the gap between both.";

    public override IReadOnlyList<Parameter> Parameters => parameters.Trade;

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var query = parameters.ReadTrade(arguments);
        if (arguments.Errors.Count > 0) return null;

        var view = GlobalReader.ViewAt(snapshot, asOf);
        var series = await reader.SeriesAsync(query, view, snapshot, cancellationToken);
        return new Answer(metas.Global(this, snapshot, asOf), ToTable(query, view, GlobalGrouping.Run(query, book, series)));
    }

    private Table ToTable(GlobalQuery query, GlobalView view, List<GlobalRow> rows)
    {
        var table = new TableBuilder<GlobalRow>(rows).Text("period", r => r.Period);
        for (var i = 0; i < query.By.Count; i++)
        {
            var (dimension, place) = (query.By[i], i);
            var name = GlobalArguments.NameOf(dimension);
            table.Text(name, r => r.Codes[place]).Text($"{name}_name", r => NameOf(dimension, r.Codes[place]));
        }

        table.BeginMeasures();
        if (query.Basis == GlobalBasis.Gap) AddGap(table);
        else AddFigures(table, query, view);
        if (query.Frequency != Frequency.Monthly) table.Integer("months", r => r.Months.Count);
        return table.Text("status", r => query.Basis != GlobalBasis.Reported ? "E" : r.IsRevised ? "R" : "A").Build();
    }

    private void AddFigures(TableBuilder<GlobalRow> table, GlobalQuery query, GlobalView view)
    {
        table.Tons("quantity_t", r => Units.Whole(r.Sum.Kilograms)).Integer("value_usd", r => Units.Whole(r.Sum.Value))
            .Real("unit_value_usd_per_t", r => r.Sum.UnitValue).Real("quantity_coverage", r => r.Sum.QuantityCoverage)
            .Real("value_yoy", r => r.Change).Integer("sources", r => r.Sources.Count);
        if (query.Basis == GlobalBasis.Mirror) table.Text("sources_share", r => Shares(r.Sources));

        // Those who could tell of the question, and did tell something within the year before.
        var missing = new Dictionary<Month, IReadOnlyList<string>>();
        // A row of one who could tell waits for nobody else.
        var teller = query.By.ToList().IndexOf(query.Basis == GlobalBasis.Mirror ? GlobalDimension.Partner : GlobalDimension.Reporter);
        table.Text("sources_missing", r => string.Join(
            ';', r.Months.SelectMany(MissingIn).Where(c => teller < 0 || c == r.Codes[teller]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

        IReadOnlyList<string> MissingIn(Month month)
        {
            if (!missing.TryGetValue(month, out var codes))
                missing.Add(month, codes = [.. Freshness.Missing(view.Months, month).Where(c => CouldTell(c, month))]);
            return codes;
        }

        bool CouldTell(string country, Month month) => query.Basis == GlobalBasis.Mirror
            ? query.Partners.Has(country, month, book) && (query.Reporters.IsAll || !query.Reporters.Has(country, month, book))
            : query.Reporters.Has(country, month, book);
    }

    private static void AddGap(TableBuilder<GlobalRow> table) => table
        .Tons("quantity_t", r => Units.Whole(r.Sum.Kilograms - r.Other.Kilograms)).Integer("value_usd", r => Units.Whole(r.Sum.Value - r.Other.Value))
        .Real("gap_share", r => Share(r.Sum.Value, r.Other.Value)).Real("quantity_gap_share", r => Share(r.Sum.Kilograms, r.Other.Kilograms))
        .Tons("reported_quantity_t", r => Units.Whole(r.Sum.Kilograms)).Tons("mirror_quantity_t", r => Units.Whole(r.Other.Kilograms))
        .Integer("reported_value_usd", r => Units.Whole(r.Sum.Value)).Integer("mirror_value_usd", r => Units.Whole(r.Other.Value));

    /// <summary>Which partners a mirror figure rests on, and with what share of its value.</summary>
    private static string Shares(IReadOnlyList<GlobalSource> sources)
    {
        var total = sources.Sum(s => (decimal)s.Value);
        if (total == 0) return "";

        var shares = sources.Take(NamedSources).Select(s => Text(s.Country, s.Value));
        return string.Join(';', sources.Count > NamedSources ? shares.Append(Text("other", sources.Skip(NamedSources).Sum(s => (decimal)s.Value))) : shares);

        string Text(string name, decimal value) => string.Create(CultureInfo.InvariantCulture, $"{name}:{value / total:0.0000}");
    }

    private static double? Share(long? reported, long? mirror) => reported is not 0 && reported - mirror is { } gap ? (double)((decimal)gap / reported!.Value) : null;

    private string NameOf(GlobalDimension dimension, string code) => dimension switch
    {
        GlobalDimension.Region => book.RegionName(code),
        GlobalDimension.Category => book.HsName(code),
        _ => book.World.NameOf(code),
    };
}
