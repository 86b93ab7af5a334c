using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>Signals that somebody should look at, each with its figures, its rule and the address of its evidence.</summary>
public sealed class AlertDataSet(TradeReader trade, CodeBook book, MetaBuilder metas) : DataSet
{
    public override string Name => "alerts";

    public override string Title => "Alerts";

    public override string Description => "Licence tons of the months to come far above the last Census months, by product, by country and by both.";

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var final = snapshot.Feeds.GetValueOrDefault(CensusFeed.Imports)?.ViewAt(asOf).FirstPublished.Keys.ToHashSet() ?? [];
        var licenses = snapshot.Feeds.GetValueOrDefault(LicenseFeed.FeedName)?.ViewAt(asOf);
        var preliminary = licenses?.FirstPublished.Keys.Where(m => !final.Contains(m)).ToList() ?? [];
        var surges = await Surge.FindAsync(book.SurgeRule, book, final, preliminary, RowsAsync);

        // A month runs while the newest snapshot is not of a later one.
        var through = licenses is { LastPublished.Count: > 0 } ? DateOnly.FromDayNumber(licenses.LastPublished.Values.Max()) : DateOnly.MinValue;
        return new Answer(metas.Trade(this, CensusFeed.Imports, LicenseFeed.FeedName, snapshot, asOf), ToTable(surges, through, asOf)) { RowsName = "alerts" };

        async Task<List<GroupedRow>> RowsAsync(IReadOnlyList<Dimension> by, Month first)
        {
            var query = new TradeQuery { By = by, From = first };
            var sources = await trade.SourcesAsync(query, snapshot, asOf, CensusFeed.Imports, LicenseFeed.FeedName, Sources.Combined, cancellationToken);
            return TradeGrouping.Run(query, book, sources);
        }
    }

    private Table ToTable(List<Surge> surges, DateOnly through, DateOnly? asOf)
    {
        Column[] columns =
        [
            Text("id", s => $"surge-{s.Month}-{s.Product ?? "all"}-{CountryOf(s) ?? "all"}"), Text("rule", _ => book.SurgeRule.Rule), Text("period", s => s.Month.ToString()),
            new FlagColumn("partial", surges.ConvertAll(s => through <= s.Month.LastDay)),
            Text("product", s => s.Product), Text("product_name", s => s.Product is { } p ? book.ProductName(p) : null),
            Text("country", CountryOf), Text("country_name", s => s.CtyCode is { } c ? book.CountryOf(c)?.Name ?? CodeBook.UnmappedName : null),
            Text("measure", _ => "quantity_t"),
            new TonsColumn("value", surges.ConvertAll(s => (long?)s.Kilograms)),
            new RealColumn("baseline", surges.ConvertAll(s => (double?)(s.BaselineKg / 1000))),
            new RealColumn("change", surges.ConvertAll(s => s.Change)),
            new RealColumn("threshold", surges.ConvertAll(_ => (double?)book.SurgeRule.MinChange)),
            new TonsColumn("threshold_t", surges.ConvertAll(_ => (long?)book.SurgeRule.MinDifferenceKg)),
            Text("evidence", s => Evidence(s, asOf)),
        ];
        return new Table(columns, columns.Length);

        TextColumn Text(string name, Func<Surge, string?> value) => new(name, surges.ConvertAll(s => value(s)));
    }

    private string? CountryOf(Surge surge) => surge.CtyCode is { } code ? book.CountryOf(code)?.Iso2 ?? CodeBook.Unmapped : null;

    private string Evidence(Surge surge, DateOnly? asOf)
    {
        var filters = new[] { surge.Product is { } p ? $"product={p}" : null, surge.CtyCode is { } c ? $"country={c}" : null, $"from={surge.Month - 12}", $"to={surge.Month}", asOf is { } day ? $"as_of={day:yyyy-MM-dd}" : null };
        return $"/api/v1/us-imports.json?{string.Join('&', filters.OfType<string>())}";
    }
}
