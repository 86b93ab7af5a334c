using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Profile;

namespace Aim.Functions.Views.DataSets;

/// <summary>What happened in the U.S. aluminum industry in a quarter: sentences with the figures that they are made of.</summary>
public sealed class ProfileDataSet(ProfileReader reader, IndicatorReader indicators, CodeBook book, MetaBuilder metas) : DataSet
{
    private const string Prices = "PCU33131-33131-", Production = "USGS-PRIMARY", Employment = "CES3133130001", Wages = "CES3133100008", Scrap = "7602";

    private static readonly Parameter QuarterOf = new("quarter", "The quarter, as 2025-Q3; without it the newest of which the imports are whole.") { Pattern = @"^\d{4}-Q[1-4]$" };

    public override string Name => "industry-profile";

    public override string Title => "Profile of U.S. aluminum production";

    public override string Description => "Recent developments by quarter: imports, exports, scrap, prices, production, employment and wages, each sentence with its figures and where they come from.";

    public override IReadOnlyList<Parameter> Parameters => [QuarterOf];

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var asked = AskedOf(arguments);
        if (arguments.Errors.Count > 0) return null;

        var printed = await reader.PrintedAsync('M', t => t.Total, snapshot, asOf, cancellationToken);
        var imports = await reader.CensusAsync(CensusFeed.Imports, "usgs", null, snapshot, asOf, cancellationToken);
        var monitor = await reader.CensusAsync(CensusFeed.Imports, "aim", null, snapshot, asOf, cancellationToken);
        var chosen = asked ?? Newest(printed, imports, monitor);
        var developments = chosen is { } one ? await DevelopmentsAsync(one) : [];
        return new Answer(metas.General(this, snapshot, asOf), ToTable(developments)) { Document = ToDocument(chosen, developments) };

        async Task<List<Development>> DevelopmentsAsync(Quarter quarter)
        {
            var exports = await ExportsAsync(quarter, null, t => t.Total);
            var scrap = await ExportsAsync(quarter, Scrap, t => t.Scrap);
            var series = (await indicators.ReadAsync(snapshot, asOf, cancellationToken)).ToDictionary(h => h.Series.Id, StringComparer.Ordinal);
            Development?[] all =
            [
                Trade("imports_usgs", "Imports for consumption of crude, semifabricated and scrap aluminum", "sources", quarter, Better(quarter, printed, imports)),
                Trade("imports_aim", "Imports for consumption on the basis of the monitor (without scrap, with castings and forgings)", "sources", quarter, monitor),
                Trade("exports_usgs", "Exports of crude, semifabricated and scrap aluminum", "destinations", quarter, exports),
                Trade("scrap_exports", "Exports of aluminum scrap", "destinations", quarter, scrap),
                .. new (string Id, Func<Trade.Indicators.IndicatorHistory, IReadOnlyList<ProfileLink>, Development?> Rule)[]
                {
                    (Prices, (h, links) => Developments.Prices(h, quarter, links)),
                    (Production, (h, links) => Developments.Production(h, quarter, links)),
                    (Employment, (h, links) => Developments.Level("employment", "0.0", h, quarter, links)),
                    (Wages, (h, links) => Developments.Level("wages", "0.00", h, quarter, links)),
                }.Select(rule => series.TryGetValue(rule.Id, out var history) ? rule.Rule(history, LinksOf(rule.Id, quarter)) : null),
            ];
            return [.. all.OfType<Development>()];
        }

        async Task<ProfileTrade> ExportsAsync(Quarter quarter, string? heading, Func<Trade.Indicators.UsgsTons, decimal?> kind) => Better(
            quarter,
            await reader.PrintedAsync('X', kind, snapshot, asOf, cancellationToken),
            await reader.CensusAsync(CensusFeed.Exports, "usgs", heading, snapshot, asOf, cancellationToken));
    }

    private static Quarter? AskedOf(Arguments arguments)
    {
        var asked = arguments.Matching(QuarterOf);
        if (asked is [var text] && Quarter.TryParse(text, out var quarter)) return quarter;

        if (asked.Count > 0) arguments.Refuse(QuarterOf.Name, string.Join(',', asked), "there can be one quarter, of 1900 to 2199", "YYYY-Qn", asked.Count > 1 ? asked[0] : null);
        return null;
    }

    /// <summary>The source that has all of the quarter; the printed one where both or neither have.</summary>
    private static ProfileTrade Better(Quarter quarter, ProfileTrade printed, ProfileTrade census) =>
        !IsWhole(quarter, printed) && IsWhole(quarter, census) ? census : printed;

    private static bool IsWhole(Quarter quarter, ProfileTrade trade) => quarter.Months.All(m => trade.Months.GetValueOrDefault(m)?.Total is not null);

    private static Quarter? Newest(params ReadOnlySpan<ProfileTrade> sources)
    {
        Quarter? newest = null;
        foreach (var source in sources)
        {
            foreach (var quarter in source.Months.Keys.Select(Quarter.Of).Distinct().Where(q => IsWhole(q, source)))
            {
                if (newest is null || quarter.First > newest.Value.First) newest = quarter;
            }
        }

        return newest;
    }

    private static List<ProfileLink> LinksOf(string series, Quarter quarter) =>
    [
        new($"/api/v1/indicators.json?series={series}&freq=Q&from={quarter.First}&to={quarter.Last}", "The quarter", series == Production ? "usgs" : "bls"),
        new($"/api/v1/indicators.json?series={series}&to={quarter.Last}", "All months until then", series == Production ? "usgs" : "bls"),
    ];

    /// <summary>Null where the source has nothing at all.</summary>
    private Development? Trade(string id, string subject, string partners, Quarter quarter, ProfileTrade trade)
    {
        if (trade.Months.Count == 0) return null;

        var source = trade.Link(quarter).Source == "usgs" ? " as printed by the USGS" : " by the figures of the Census";
        return Developments.Trade(
            id, subject + source, partners, TradeQuarter.Of(quarter, trade.Months), book.CountryNameOf, [trade.Link(quarter), trade.Link(quarter.YearBefore)]);
    }

    private static JsonObject ToDocument(Quarter? quarter, List<Development> developments) => new()
    {
        ["quarter"] = quarter?.ToString(),
        ["developments"] = JsonSerializer.SerializeToNode(developments, AnswerWriter.Json),
    };

    private static Table ToTable(List<Development> developments)
    {
        var rows = developments.SelectMany(d => d.Figures.SelectMany(f => f.Value is IReadOnlyDictionary<string, double> byCountry
            ? byCountry.Select(c => (d.Id, Figure: f.Key, Country: (string?)c.Key, Value: (object?)c.Value))
            : [(d.Id, Figure: f.Key, Country: null, f.Value)])).ToList();
        return new TableBuilder<(string Id, string Figure, string? Country, object? Value)>(rows)
            .Text("development", r => r.Id).Text("figure", r => r.Figure).Text("country", r => r.Country)
            .Text("value", r => r.Value switch { null => null, double d => d.ToString("R", CultureInfo.InvariantCulture), var v => Convert.ToString(v, CultureInfo.InvariantCulture) })
            .Build();
    }
}
