using System.Globalization;
using Aim.Functions.Views.Requests;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Global;

namespace Aim.Functions.Views.DataSets;

/// <summary>The parameters of the data sets of world trade, and how they become a question.</summary>
internal sealed class GlobalArguments
{
    public static readonly Parameter Flow = new("flow", "X exports of the reporter, M its imports.") { Values = ["X", "M"], Default = "X" };

    private static readonly Dictionary<string, GlobalDimension> Dimensions = new(StringComparer.Ordinal)
    {
        ["reporter"] = GlobalDimension.Reporter,
        ["partner"] = GlobalDimension.Partner,
        ["region"] = GlobalDimension.Region,
        ["category"] = GlobalDimension.Category,
    };

    private static readonly Parameter Limit = new("limit", "Only so many partners, from the first on.") { Pattern = @"^[1-9]\d{0,2}$" };

    private readonly CodeBook book;
    private readonly Parameter by, reporter, oneReporter, partner, category, basis;

    public GlobalArguments(CodeBook book)
    {
        this.book = book;
        string[] countries = [.. book.World.Codes, .. book.Regions.Select(r => r.Code), CodeBook.Unmapped];
        by = new Parameter("by", "What the rows stand for; several make a cross table. The region is the partner's.") { Values = ["total", .. Dimensions.Keys], Alone = "total", IsList = true, Default = "total" };
        reporter = new Parameter("reporter", "Only trade of these countries or regions.") { Values = countries, IsList = true };
        oneReporter = reporter with { Default = "US" };
        partner = new Parameter("partner", "Only trade with these countries or regions.") { Values = countries, IsList = true };
        category = new Parameter("category", "Only these categories: headings of four digits.") { Values = book.World.Categories, IsList = true };
        basis = new Parameter("basis", "reported: what the reporter says; mirror: what its partners say of the same trade; gap: the first minus the second, where both say something.")
        {
            Values = ["reported", "mirror", "gap"],
            Default = "reported",
        };
        Trade = [by, reporter, partner, category, Flow, Parameter.From, Parameter.To, Parameter.Frequency, basis];
        Ranking = [oneReporter, category, Flow, Parameter.From, Parameter.To, basis with { Values = ["reported", "mirror"] }, Limit];
    }

    /// <summary>Those of a question for rows by period.</summary>
    public IReadOnlyList<Parameter> Trade { get; }

    /// <summary>Those of a ranking.</summary>
    public IReadOnlyList<Parameter> Ranking { get; }

    public static string NameOf(GlobalDimension dimension) => Dimensions.First(d => d.Value == dimension).Key;

    public GlobalQuery ReadTrade(Arguments arguments)
    {
        var (from, to) = arguments.Range();
        return Read(arguments, reporter, basis) with
        {
            By = [.. arguments.List(by).Where(d => d != by.Alone).Select(d => Dimensions[d])],
            Partners = SetOf(arguments.List(partner)),
            From = from,
            To = to,
            Frequency = arguments.Frequency(),
        };
    }

    /// <summary>A ranking over twelve months, where the question names none.</summary>
    /// <param name="arguments">The question.</param>
    /// <param name="newest">The newest month of what it asks for.</param>
    public (GlobalQuery Query, int? Limit) ReadRanking(Arguments arguments, Func<GlobalQuery, Month?> newest)
    {
        var (from, to) = arguments.Range();
        var query = Read(arguments, oneReporter, Ranking.First(p => p.Name == basis.Name)) with { By = [GlobalDimension.Partner] };
        var last = to ?? newest(query) ?? from ?? new Month(2000, 1);
        var limit = arguments.Matching(Limit);
        return (query with { From = from ?? last - 11, To = last }, limit.Count == 0 ? null : int.Parse(limit[0], CultureInfo.InvariantCulture));
    }

    private GlobalQuery Read(Arguments arguments, Parameter reporters, Parameter bases) => new()
    {
        Reporters = SetOf(arguments.List(reporters)),
        Categories = arguments.List(category).ToHashSet(StringComparer.Ordinal),
        Exports = arguments.Choice(Flow) == "X",
        Basis = Enum.Parse<GlobalBasis>(arguments.Choice(bases), ignoreCase: true),
    };

    private CountrySet SetOf(IReadOnlyList<string> codes)
    {
        var regions = book.Regions.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        return new CountrySet(
            codes.Where(c => !regions.Contains(c)).ToHashSet(StringComparer.Ordinal),
            codes.Where(regions.Contains).ToHashSet(StringComparer.Ordinal));
    }
}
