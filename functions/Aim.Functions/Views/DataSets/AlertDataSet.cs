using System.Globalization;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Aim.Pipeline.Census;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;
using Aim.Trade.Query;
using Aim.Trade.Signals;

namespace Aim.Functions.Views.DataSets;

/// <summary>Signals that somebody should look at, each with its figures, its rule and the address of its evidence.</summary>
public sealed class AlertDataSet : DataSet
{
    private static readonly Parameter Rule = new("rule", "Only alerts of these rules.") { Values = Screening.Rules, IsList = true };

    private static readonly Parameter Unusual =
        new("unusual", "Only alerts whose figures have not moved nearly as much before, or only the others.") { Values = ["true", "false"] };

    private readonly TradeReader trade;
    private readonly SupplyReader supply;
    private readonly GlobalReader world;
    private readonly CodeBook book;
    private readonly MetaBuilder metas;
    private readonly Parameter product, country;
    private volatile Found? last;

    public AlertDataSet(TradeReader trade, SupplyReader supply, GlobalReader world, CodeBook book, MetaBuilder metas)
    {
        (this.trade, this.supply, this.world, this.book, this.metas) = (trade, supply, world, book, metas);
        product = new Parameter("product", "Only alerts about these product groups.") { Values = [.. book.Products.Select(p => p.Product).Distinct(StringComparer.Ordinal), CodeBook.Unmapped], IsList = true };
        country = new Parameter("country", "Only alerts about these countries of origin.") { Values = [.. book.Countries.Select(c => c.Iso2).Distinct(StringComparer.Ordinal), CodeBook.Unmapped], IsList = true };
        Parameters = [Rule, Unusual, product, country, Parameter.From, Parameter.To];
    }

    public override string Name => "alerts";

    public override string Title => "Alerts";

    public override string Description =>
        "What stands out in the licenses of the months that the Census has not published: surges, rising trade of countries without smelters, origin and smelt that part ways, sanctioned metal, low unit values, changes of product; and countries whose reported exports part from U.S. imports.";

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override string RowsName => "alerts";

    public override string Schema => "Alerts";

    public override bool HasFeed => true;

    public override async Task<Answer?> AnswerAsync(Arguments arguments, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (rules, products, countries) = (arguments.List(Rule), arguments.List(product), arguments.List(country));
        var (from, to) = arguments.Range();
        bool? unusual = arguments.Has(Unusual) ? arguments.Choice(Unusual) == "true" : null;
        if (arguments.Errors.Count > 0) return null;

        // Every filter and form of the same question is cut out of one list.
        var found = last;
        if (found is null || (found.DataVersion, found.AsOf) != (snapshot.DataVersion, asOf)) last = found = new Found(snapshot.DataVersion, asOf, await SignalsAsync(asOf, snapshot, cancellationToken));
        var signals = found.Signals.FindAll(s =>
            !(s.Signal.Month < from) && !(s.Signal.Month > to) && (unusual ?? s.Signal.IsUnusual) == s.Signal.IsUnusual && Among(rules, s.Signal.Rule.Name) && Among(products, s.Signal.Product) && Among(countries, s.Signal.Country));
        return new Answer(metas.Trade(this, CensusFeed.Imports, LicenseFeed.FeedName, snapshot, asOf), ToTable(signals, asOf))
        {
            Entries = signals.ConvertAll(s => new AtomEntry($"urn:aim:alert:{s.Signal.Id}", TitleOf(s.Signal), s.Published, s.Signal.Explanation, Evidence(s.Signal, asOf), s.Signal.Rule.Name)),
        };

        static bool Among(IReadOnlyList<string> wanted, string? code) => wanted.Count == 0 || (code is not null && wanted.Contains(code, StringComparer.Ordinal));
    }

    private async Task<List<(Signal Signal, bool IsPartial, DateTimeOffset Published)>> SignalsAsync(DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken) =>
    [
        .. (await OfLicensesAsync(asOf, snapshot, cancellationToken)).Concat(await OfPartnersAsync(asOf, snapshot, cancellationToken))
            .OrderByDescending(s => s.Signal.Month).ThenByDescending(s => s.Signal.AffectedKg).ThenBy(s => s.Signal.Id, StringComparer.Ordinal),
    ];

    private async Task<List<(Signal Signal, bool IsPartial, DateTimeOffset Published)>> OfLicensesAsync(DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (!snapshot.Feeds.TryGetValue(LicenseFeed.FeedName, out var licenses)) return [];

        var told = licenses.All.Where(p => p.Counts && !(p.Day > asOf)).ToList();
        if (told.Count == 0) return [];

        var final = snapshot.Feeds.GetValueOrDefault(CensusFeed.Imports)?.ViewAt(asOf).FirstPublished.Keys.ToHashSet() ?? [];
        var watch = new Watch(book, final, licenses.ViewAt(asOf).FirstPublished.Keys.ToHashSet(), told.Max(p => p.Day));
        var signals = await Screening.FindAsync(
            watch, query => TradeAsync(query, Sources.Combined, asOf, snapshot, cancellationToken), query => supply.RowsAsync(query, snapshot, asOf, cancellationToken));
        return signals.ConvertAll(s => (s, watch.IsPartial(s.Month), PublishedOf(licenses, s.Month, asOf)));
    }

    private async Task<List<(Signal Signal, bool IsPartial, DateTimeOffset Published)>> OfPartnersAsync(DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var view = GlobalReader.ViewAt(snapshot, asOf);
        if (view.Views.Count == 0) return [];

        var query = new GlobalQuery { By = [GlobalDimension.Reporter, GlobalDimension.Category], Partners = CountrySet.All with { Countries = new HashSet<string>(["US"], StringComparer.Ordinal) } };
        var exports = GlobalGrouping.Run(query, book, await world.SeriesAsync(query, view, snapshot, cancellationToken));
        var imports = await TradeAsync(new TradeQuery { By = [Dimension.Country, Dimension.Heading], Basis = "chapter76", General = true }, Sources.Census, asOf, snapshot, cancellationToken);
        return [.. PartnerGap.Find(book, imports, exports).Select(s => (s, false, PublishedOf(snapshot.Feeds[ComtradeFeed.ScopeName(s.Country!)], s.Month, asOf)))];
    }

    private async Task<List<GroupedRow>> TradeAsync(TradeQuery query, Sources sources, DateOnly? asOf, Snapshot snapshot, CancellationToken cancellationToken) => TradeGrouping.Run(
        query, book, await trade.SourcesAsync(query, snapshot, asOf, CensusFeed.Imports, LicenseFeed.FeedName, sources, cancellationToken));

    /// <summary>When the month was last published.</summary>
    private static DateTimeOffset PublishedOf(FeedPublications feed, Month month, DateOnly? asOf) =>
        feed.All.Where(p => !(p.Day > asOf) && p.Changes.Any(c => c.Month == month)).Max(p => p.Published);

    private Table ToTable(List<(Signal Signal, bool IsPartial, DateTimeOffset Published)> signals, DateOnly? asOf)
    {
        Column[] columns =
        [
            Text("id", s => s.Id), Text("rule", s => s.Rule.Name), Text("period", s => s.Month.ToString()), new FlagColumn("partial", signals.ConvertAll(s => s.IsPartial)), new FlagColumn("unusual", signals.ConvertAll(s => s.Signal.IsUnusual)),
            Text("product", s => s.Product), Text("product_name", s => s.Product is { } p ? book.ProductName(p) : null),
            Text("country", s => s.Country), Text("country_name", s => s.CountryName),
            Text("related", s => s.Related), Text("related_name", s => s.RelatedName),
            Text("measure", s => s.Measure), Real("value", s => s.Value), Real("baseline", s => s.Baseline), Real("change", s => s.Change), Real("threshold", s => s.Threshold),
            Tons("threshold_t", s => s.Rule.MinDifferenceKg), Tons("affected_t", s => s.AffectedKg),
            Text("explanation", s => s.Explanation), Text("evidence", s => Evidence(s, asOf)),
        ];
        return new Table(columns, columns.Length);

        TextColumn Text(string name, Func<Signal, string?> value) => new(name, signals.ConvertAll(s => value(s.Signal)));

        RealColumn Real(string name, Func<Signal, double?> value) => new(name, signals.ConvertAll(s => value(s.Signal)));

        TonsColumn Tons(string name, Func<Signal, long> value) => new(name, signals.ConvertAll(s => (long?)value(s.Signal)));
    }

    private string TitleOf(Signal signal) =>
        $"{signal.Rule.Name}, {signal.Month}: {(signal.Product is { } p ? book.ProductName(p) : "all products")} from {signal.CountryName ?? "all countries"}{(signal.RelatedName is { } r ? $" ({r})" : "")}";

    private static string Evidence(Signal signal, DateOnly? asOf) =>
        asOf is { } day ? string.Create(CultureInfo.InvariantCulture, $"{signal.Evidence}&as_of={day:yyyy-MM-dd}") : signal.Evidence;

    private sealed record Found(string DataVersion, DateOnly? AsOf, List<(Signal Signal, bool IsPartial, DateTimeOffset Published)> Signals);
}
