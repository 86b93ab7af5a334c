using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>How far licences can be trusted: of each published month the licence total of every snapshot against the Census.</summary>
public sealed class AccuracyDataSet(TradeReader trade, CodeBook book, MetaBuilder metas) : DataSet
{
    private static readonly Parameter By = new("by", "total, or product for a row of each product group.") { Values = ["total", "product"], Default = "total" };

    public override string Name => "license-accuracy";

    public override string Title => "Accuracy of import licences";

    public override string Description => "Licence tons by whole weeks since the end of the month against the Census tons that replaced them.";

    public override IReadOnlyList<Parameter> Parameters => [By];

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var byProduct = arguments.Choice(By) == "product";
        if (arguments.Errors.Count > 0) return null;

        var rows = new List<(Month Month, int Week, string Product, long License, long Census)>();
        if (snapshot.Feeds.TryGetValue(CensusFeed.Imports, out var census) && snapshot.Feeds.TryGetValue(LicenseFeed.FeedName, out var licenses))
        {
            var final = await TonsAsync(byProduct, Sources.Census, asOf);
            var published = census.ViewAt(asOf).FirstPublished.Keys.ToHashSet();
            foreach (var one in licenses.All.Where(p => p.Counts && !(p.Day > asOf)).OrderBy(p => p.Day))
            {
                var months = one.Changes.Select(c => c.Month).Where(published.Contains).ToList();
                if (months.Count == 0) continue;

                var announced = await TonsAsync(byProduct, Sources.License, one.Day);
                rows.AddRange(months.SelectMany(m => Compare(m, one, announced, final)));
            }
        }

        // Of two snapshots in one week the later one tells.
        var last = rows.GroupBy(r => (r.Month, r.Week, r.Product)).Select(g => g.Last())
            .OrderBy(r => r.Month).ThenBy(r => r.Week).ThenBy(r => r.Product, StringComparer.Ordinal).ToList();
        return new Answer(metas.Trade(this, CensusFeed.Imports, LicenseFeed.FeedName, snapshot, asOf), ToTable(byProduct, last));

        async Task<Dictionary<(Month Month, string Product), long>> TonsAsync(bool products, Sources wanted, DateOnly? day)
        {
            var query = new TradeQuery { By = products ? [Dimension.Product] : [] };
            var sources = await trade.SourcesAsync(query, snapshot, day, CensusFeed.Imports, LicenseFeed.FeedName, wanted, cancellationToken);
            return TradeGrouping.Run(query, book, sources).ToDictionary(r => (Month.Parse(r.Period), string.Concat(r.Codes)), r => r.Sum.Main.Kilograms ?? 0);
        }
    }

    private static IEnumerable<(Month, int, string, long, long)> Compare(
        Month month, Publication snapshot, Dictionary<(Month Month, string Product), long> announced, Dictionary<(Month Month, string Product), long> final)
    {
        var days = snapshot.Day.DayNumber - month.LastDay.DayNumber;
        var week = (int)Math.Floor(days / 7.0);
        return announced.Keys.Concat(final.Keys).Where(k => k.Month == month).Distinct()
            .Select(k => (month, week, k.Product, announced.GetValueOrDefault(k), final.GetValueOrDefault(k)));
    }

    private Table ToTable(bool byProduct, List<(Month Month, int Week, string Product, long License, long Census)> rows)
    {
        var columns = new List<Column>
        {
            new TextColumn("period", rows.ConvertAll(r => (string?)r.Month.ToString())),
            new IntegerColumn("week", rows.ConvertAll(r => (long?)r.Week)),
        };
        if (byProduct)
        {
            columns.Add(new TextColumn("product", rows.ConvertAll(r => (string?)r.Product)));
            columns.Add(new TextColumn("product_name", rows.ConvertAll(r => (string?)book.ProductName(r.Product))));
        }

        columns.Add(new TonsColumn("license_quantity_t", rows.ConvertAll(r => (long?)r.License)));
        columns.Add(new TonsColumn("census_quantity_t", rows.ConvertAll(r => (long?)r.Census)));
        columns.Add(new RealColumn("error", rows.ConvertAll(r => r.License == 0 ? null : (double?)((decimal)r.Census / r.License - 1))));
        return new Table(columns, columns.Count);
    }
}
