using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Serving;
using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>Where licensed metal was smelted and cast, and the way it took. Only licences know; the Census does not ask.</summary>
public sealed class SupplyDataSet : DataSet
{
    private static readonly Dictionary<string, SupplyDimension> Dimensions = new(StringComparer.Ordinal)
    {
        ["smelt"] = SupplyDimension.Smelt,
        ["cast"] = SupplyDimension.Cast,
        ["origin"] = SupplyDimension.Origin,
        ["product"] = SupplyDimension.Product,
        ["heading"] = SupplyDimension.Heading,
        ["hts10"] = SupplyDimension.Hts10,
    };

    private readonly SupplyReader supply;
    private readonly CodeBook book;
    private readonly MetaBuilder metas;
    private readonly Parameter by;
    private readonly Dictionary<SupplyDimension, Parameter> filters;

    private SupplyDataSet(string name, string title, string description, string defaultBy, SupplyReader supply, CodeBook book, MetaBuilder metas)
    {
        (Name, Title, Description, this.supply, this.book, this.metas) = (name, title, description, supply, book, metas);
        by = new Parameter("by", "What the rows stand for; several make a cross table.") { Values = [.. Dimensions.Keys], IsList = true, Default = defaultBy };
        string[] countries = [.. book.Countries.Select(c => c.Iso2).Distinct(StringComparer.Ordinal), CodeBook.Unmapped];
        filters = Dimensions.ToDictionary(d => d.Value, d => d.Value switch
        {
            SupplyDimension.Smelt => Filter(d.Key, "Only metal of which the largest part was smelted there; secondary metal, or metal of unknown smelt.", [.. countries, "secondary", "unknown"]),
            SupplyDimension.Cast => Filter(d.Key, "Only products last cast there.", countries),
            SupplyDimension.Origin => Filter(d.Key, "Only these countries of origin.", countries),
            SupplyDimension.Product => Filter(d.Key, "Only these product groups.", [.. book.Products.Select(p => p.Product).Distinct(StringComparer.Ordinal), CodeBook.Unmapped]),
            SupplyDimension.Heading => new Parameter(d.Key, "Only these headings: four digits.") { IsList = true, Pattern = @"^76\d{2}(,76\d{2})*$" },
            _ => new Parameter(d.Key, "Only codes that begin so: 4 to 10 digits.") { IsList = true, Pattern = @"^76\d{2,8}(,76\d{2,8})*$" },
        });
        Parameters = [by, .. filters.Values, Parameter.From, Parameter.To, Parameter.Frequency];

        static Parameter Filter(string name, string description, IReadOnlyList<string> values) => new(name, description) { Values = values, IsList = true };
    }

    public override string Name { get; }

    public override string Title { get; }

    public override string Description { get; }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public static IEnumerable<DataSet> All(SupplyReader supply, CodeBook book, MetaBuilder metas) =>
    [
        new SupplyDataSet("smelt", "U.S. aluminum imports by country of smelt", "Tons and value of licenses by the country in which the largest part of the metal was smelted.", "smelt", supply, book, metas),
        new SupplyDataSet("cast", "U.S. aluminum imports by country of cast", "Tons and value of licenses by the country in which the product was last cast.", "cast", supply, book, metas),
        new SupplyDataSet("supply-chain", "Supply chains of U.S. aluminum imports", "Tons and value of licenses by origin, smelt and cast together.", "origin,smelt,cast", supply, book, metas),
    ];

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (from, to) = arguments.Range();
        var query = new SupplyQuery(
            [.. arguments.List(by).Select(d => Dimensions[d])],
            filters.ToDictionary(f => f.Key, f => (IReadOnlySet<string>)(f.Value.Pattern is null ? arguments.List(f.Value) : arguments.Matching(f.Value)).ToHashSet(StringComparer.Ordinal)),
            from,
            to,
            arguments.Frequency());
        if (arguments.Errors.Count > 0) return null;

        var rows = await supply.RowsAsync(query, snapshot, asOf, cancellationToken);
        return new Answer(metas.Trade(this, CensusFeed.Imports, LicenseFeed.FeedName, snapshot, asOf), ToTable(query, rows));
    }

    private Table ToTable(SupplyQuery query, List<GroupedRow> rows)
    {
        var columns = new List<Column> { new TextColumn("period", rows.ConvertAll(r => (string?)r.Period)) };
        for (var i = 0; i < query.By.Count; i++)
        {
            var (name, place) = (Dimensions.First(d => d.Value == query.By[i]).Key, i);
            columns.Add(new TextColumn(name, rows.ConvertAll(r => (string?)r.Codes[place])));
            columns.Add(new TextColumn($"{name}_name", rows.ConvertAll(r => (string?)NameOf(query.By[place], r.Codes[place]))));
        }

        var measures = columns.Count;
        columns.Add(new TonsColumn("quantity_t", rows.ConvertAll(r => r.Sum.Main.Kilograms)));
        columns.Add(new IntegerColumn("value_usd", rows.ConvertAll(r => r.Sum.Main.Value)));
        columns.Add(new RealColumn("unit_value_usd_per_t", rows.ConvertAll(r => r.Sum.Main.UnitValue)));
        columns.Add(new TonsColumn("second_smelter_t", rows.ConvertAll(r => r.Sum.General.Kilograms)));
        if (query.Frequency != Frequency.Monthly) columns.Add(new IntegerColumn("months", rows.ConvertAll(r => (long?)r.Months)));
        columns.Add(new TextColumn("status", rows.ConvertAll(r => (string?)(r.IsWithheld ? "C" : "P"))));
        return new Table(columns, measures);
    }

    private string NameOf(SupplyDimension dimension, string code) => (dimension, code) switch
    {
        (_, "secondary") => "Secondary metal only",
        (_, "unknown") => "Unknown",
        (SupplyDimension.Product, _) => book.ProductName(code),
        (SupplyDimension.Heading or SupplyDimension.Hts10, _) => book.HsName(code),
        _ => book.CtyCodeOf(code) is { } cty ? book.CountryOf(cty)!.Name : CodeBook.UnmappedName,
    };
}
