using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>U.S. imports or exports, by whatever the question asks.</summary>
public sealed class TradeDataSet : DataSet
{
    private readonly string feed;
    private readonly string? licenses;
    private readonly TradeReader trade;
    private readonly CodeBook book;
    private readonly MetaBuilder metas;
    private readonly TradeArguments parameters;

    private TradeDataSet(string name, string title, string description, string feed, string? licenses, TradeReader trade, CodeBook book, MetaBuilder metas)
    {
        (Name, Title, Description) = (name, title, description);
        (this.feed, this.licenses, this.trade, this.book, this.metas) = (feed, licenses, trade, book, metas);
        parameters = new TradeArguments(book, isImports: licenses is not null);
    }

    public override string Name { get; }

    public override string Title { get; }

    public override string Description { get; }

    public override IReadOnlyList<Parameter> Parameters => parameters.All;

    public static TradeDataSet Imports(TradeReader trade, CodeBook book, MetaBuilder metas) => new(
        "us-imports",
        "U.S. imports of aluminum",
        "Quantity, customs value and unit value of imports, month by month, by country of origin and product.",
        CensusFeed.Imports,
        LicenseFeed.FeedName,
        trade,
        book,
        metas);

    public static TradeDataSet Exports(TradeReader trade, CodeBook book, MetaBuilder metas) => new(
        "us-exports",
        "U.S. exports of aluminum",
        "Quantity, value (free alongside ship) and unit value of exports, month by month, by country of destination and product.",
        CensusFeed.Exports,
        null,
        trade,
        book,
        metas);

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var query = parameters.Read(arguments);
        var wanted = parameters.SourcesOf(arguments);
        if (arguments.Errors.Count > 0) return null;

        var sources = await trade.SourcesAsync(query, snapshot, asOf, feed, licenses, wanted, cancellationToken);
        return new Answer(metas.Trade(this, feed, licenses, snapshot, asOf), ToTable(query, TradeGrouping.Run(query, book, sources)));
    }

    private Table ToTable(TradeQuery query, List<GroupedRow> rows)
    {
        var columns = new List<Column> { new TextColumn("period", rows.ConvertAll(r => (string?)r.Period)) };
        for (var i = 0; i < query.By.Count; i++) columns.AddRange(Keys(query.By[i], rows.ConvertAll(r => r.Codes[i])));
        var measures = columns.Count;
        columns.Add(new TonsColumn("quantity_t", rows.ConvertAll(r => r.Sum.Main.Kilograms)));
        columns.Add(new IntegerColumn("value_usd", rows.ConvertAll(r => r.Sum.Main.Value)));
        columns.Add(new RealColumn("unit_value_usd_per_t", rows.ConvertAll(r => r.Sum.Main.UnitValue)));
        columns.Add(new RealColumn("quantity_coverage", rows.ConvertAll(r => r.Sum.Main.QuantityCoverage)));
        if (query.Frequency != Frequency.Monthly) columns.Add(new IntegerColumn("months", rows.ConvertAll(r => (long?)r.Months)));
        columns.Add(new TextColumn("status", rows.ConvertAll(r => (string?)StatusOf(r))));
        return new Table(columns, measures);
    }

    private static string StatusOf(GroupedRow row) =>
        row.IsWithheld ? "C" : row.IsPreliminary ? "P" : row.Sum.Main.IsEmpty ? "M" : row.IsRevised ? "R" : "A";

    private IEnumerable<Column> Keys(Dimension dimension, List<string> codes)
    {
        var name = dimension switch
        {
            Dimension.Country => "country",
            Dimension.Region => "region",
            Dimension.Product => "product",
            Dimension.Heading => "heading",
            Dimension.Hs6 => "hs6",
            _ => "hts10",
        };
        if (dimension == Dimension.Country)
        {
            yield return new TextColumn(name, codes.ConvertAll(c => (string?)(book.CountryOf(c)?.Iso2 ?? CodeBook.Unmapped)));
            yield return new TextColumn("country_name", codes.ConvertAll(c => (string?)(book.CountryOf(c)?.Name ?? CodeBook.UnmappedName)));
            yield return new TextColumn("cty_code", codes.ConvertAll(c => book.CountryOf(c)?.CtyCode));
            yield break;
        }

        yield return new TextColumn(name, codes.ConvertAll(c => (string?)c));
        yield return new TextColumn($"{name}_name", codes.ConvertAll<string?>(c => dimension switch
        {
            Dimension.Region => book.RegionName(c),
            Dimension.Product => book.ProductName(c),
            _ => book.HsName(c),
        }));
    }
}
