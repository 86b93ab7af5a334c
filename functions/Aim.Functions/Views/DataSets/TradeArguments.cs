using Aim.Functions.Views.Requests;
using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Functions.Views.DataSets;

/// <summary>The parameters of the U.S. trade data sets, and how they become a question.</summary>
internal sealed class TradeArguments
{
    private static readonly Dictionary<string, Dimension> Dimensions = new(StringComparer.Ordinal)
    {
        ["country"] = Dimension.Country,
        ["region"] = Dimension.Region,
        ["product"] = Dimension.Product,
        ["heading"] = Dimension.Heading,
        ["hs6"] = Dimension.Hs6,
        ["hts10"] = Dimension.Hts10,
    };

    private static readonly Parameter By = new("by", "What the rows stand for; several make a cross table.")
    {
        Values = ["total", .. Dimensions.Keys],
        Alone = "total",
        IsList = true,
        Default = "total",
    };

    private static readonly Parameter Country = new("country", "Only these countries: ISO 3166 alpha-2 codes, Schedule C codes, or regions.") { IsList = true };
    private static readonly Parameter Hs = new("hs", "Only codes that begin so: 4 to 10 digits.") { IsList = true, Pattern = @"^76\d{2,8}(,76\d{2,8})*$" };
    private static readonly Parameter Trade = new("trade", "Imports for consumption, or general imports (all arrivals).") { Values = ["consumption", "general"], Default = "consumption" };

    private static readonly Parameter SourceOf = new("source", "Census only, licenses only, or Census with licenses for the months that it has not published.")
    {
        Values = ["combined", "census", "license"],
        Default = "combined",
    };

    private readonly CodeBook book;
    private readonly Parameter product;
    private readonly Parameter basis;
    private readonly Dictionary<string, string[]> countries;

    public TradeArguments(CodeBook book, bool isImports)
    {
        this.book = book;
        product = new Parameter("product", "Only these product groups.")
        {
            Values = [.. book.Products.Select(p => p.Product).Distinct(StringComparer.Ordinal), CodeBook.Unmapped],
            IsList = true,
        };
        basis = new Parameter("basis", "aim: what needs an import license; usgs: crude, semifabricated and scrap; chapter76: all of it.")
        {
            Values = [.. book.Bases.Select(b => b.Basis).Distinct(StringComparer.Ordinal)],
            Default = "aim",
        };
        countries = book.Countries.GroupBy(c => c.Iso2, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(c => c.CtyCode).ToArray(), StringComparer.OrdinalIgnoreCase);
        foreach (var country in book.Countries) countries.Add(country.CtyCode, [country.CtyCode]);
        foreach (var territory in book.IsoOnly) countries.Add(territory, [territory]);
        countries.Add(CodeBook.Unmapped, [CodeBook.Unmapped]);
        All = isImports ? [By, product, Country, Hs, Parameter.From, Parameter.To, Parameter.Frequency, basis, Trade, SourceOf] : [By, product, Country, Hs, Parameter.From, Parameter.To, Parameter.Frequency, basis];
    }

    public IReadOnlyList<Parameter> All { get; }

    public Sources SourcesOf(Arguments arguments) => All.Contains(SourceOf) ? Enum.Parse<Sources>(arguments.Choice(SourceOf), ignoreCase: true) : Sources.Census;

    public TradeQuery Read(Arguments arguments)
    {
        var (from, to) = arguments.Range();
        var (codes, regions) = Countries(arguments);
        return new TradeQuery
        {
            By = [.. arguments.List(By).Where(d => d != By.Alone).Select(d => Dimensions[d])],
            Products = arguments.List(product).ToHashSet(StringComparer.Ordinal),
            Countries = codes,
            Regions = regions,
            HsPrefixes = arguments.Matching(Hs),
            From = from,
            To = to,
            Frequency = arguments.Frequency(),
            Basis = arguments.Choice(basis),
            General = All.Contains(Trade) && arguments.Choice(Trade) == "general",
        };
    }

    private (HashSet<string> Codes, HashSet<string> Regions) Countries(Arguments arguments)
    {
        var (codes, regions) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var names = book.Regions.Select(r => r.Code).ToList();
        foreach (var item in arguments.Items(Country))
        {
            if (countries.TryGetValue(item, out var found)) codes.UnionWith(found);
            else if (names.Find(r => string.Equals(r, item, StringComparison.OrdinalIgnoreCase)) is { } region) regions.Add(region);
            else
                arguments.Refuse(
                    Country.Name,
                    item,
                    "it is no country or region of the code lists",
                    "an ISO 3166 alpha-2 code or a Schedule C code of /api/v1/codes/countries, or a region of /api/v1/codes/regions",
                    NearestCountry(item, names));
        }

        return (codes, regions);
    }

    /// <summary>A three-letter code or a name leads to its two letters.</summary>
    private string? NearestCountry(string item, IEnumerable<string> regions) =>
        book.Countries.FirstOrDefault(c => string.Equals(c.Iso3, item, StringComparison.OrdinalIgnoreCase) || string.Equals(c.Name, item, StringComparison.OrdinalIgnoreCase))?.Iso2
        ?? Nearest.To(item, book.Countries.Select(c => c.Iso2).Concat(regions));
}
