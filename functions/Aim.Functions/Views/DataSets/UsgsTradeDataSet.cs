using Aim.Functions.Views.Requests;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Usgs;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;

namespace Aim.Functions.Views.DataSets;

/// <summary>Imports and exports as the USGS prints them, to hold ours against.</summary>
public sealed class UsgsTradeDataSet(UsgsTradeReader reader, CodeBook book, MetaBuilder metas) : DataSet
{
    /// <summary>The code of the row that the source itself prints as the total.</summary>
    private const string Total = "total";

    private static readonly Parameter Flow = new("flow", "M imports for consumption, X exports.") { Values = ["M", "X"], Default = "M" };

    private readonly Parameter country = new("country", "Only these countries, by ISO 3166 alpha-2 code; total is the printed total, other the countries that are not named.")
    {
        Values = [.. book.Countries.Select(c => c.Iso2).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), IndicatorBook.Other, Total, CodeBook.Unmapped],
        IsList = true,
    };

    public override string Name => "usgs-trade";

    public override string Title => "U.S. trade in aluminum as printed by the USGS";

    public override string Description =>
        "Crude, semifabricated and scrap metal by month and country from the Mineral Industry Surveys. Every figure is rounded to three digits by itself, so that parts do not add up to totals.";

    public override IReadOnlyList<Parameter> Parameters => [Flow, country, Parameter.From, Parameter.To];

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (flow, codes) = (arguments.Choice(Flow)[0], arguments.List(country));
        var (from, to) = arguments.Range();
        if (arguments.Errors.Count > 0) return null;

        var months = await reader.ReadAsync(flow, snapshot, asOf, cancellationToken);
        var rows = months.Values.Where(m => !(m.Month < from) && !(m.Month > to)).SelectMany(RowsOf).Where(r => codes.Count == 0 || codes.Contains(r.Country, StringComparer.Ordinal)).ToList();
        var table = new TableBuilder<Row>(rows).Text("period", r => r.Month.Month.ToString()).Text("country", r => r.Country).Text("country_name", r => NameOf(r.Country));
        table.BeginMeasures();
        table.Real("crude_t", r => (double?)r.Tons.Crude).Real("semis_t", r => (double?)r.Tons.Semis).Real("scrap_t", r => (double?)r.Tons.Scrap).Real("total_t", r => (double?)r.Tons.Total)
            .Text("status", r => r.Tons == default ? "M" : r.Month.IsRevised ? "R" : "A");
        return new Answer(metas.Indicators(this, snapshot, asOf), table.Build());
    }

    private static IEnumerable<Row> RowsOf(UsgsMonth month)
    {
        var rows = month.Countries.Select(c => new Row(month, c.Key, c.Value));
        return (month.Total is { } total ? rows.Append(new Row(month, Total, total)) : rows).OrderBy(r => r.Country, StringComparer.Ordinal);
    }

    private string NameOf(string code) => code switch { Total => "Total, as printed", IndicatorBook.Other => "Other, not named", _ => book.CountryNameOf(code) };

    private sealed record Row(UsgsMonth Month, string Country, UsgsTons Tons);
}
