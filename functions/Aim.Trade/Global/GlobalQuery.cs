using Aim.Trade.Codes;
using Aim.Trade.Query;

namespace Aim.Trade.Global;

public enum GlobalDimension
{
    Reporter,
    Partner,
    Region,
    Category,
}

/// <summary>Whose word a figure is.</summary>
public enum GlobalBasis
{
    /// <summary>What the reporter says.</summary>
    Reported,

    /// <summary>What its partners say of the same trade: its exports are their imports from it, and the other way round.</summary>
    Mirror,

    /// <summary>The first minus the second, for cells that both have.</summary>
    Gap,
}

/// <summary>Countries and regions; empty stands for all.</summary>
public sealed record CountrySet(IReadOnlySet<string> Countries, IReadOnlySet<string> Regions)
{
    public static CountrySet All { get; } = new(new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));

    public bool IsAll => Countries.Count == 0 && Regions.Count == 0;

    public bool Has(string country, Month month, CodeBook book) =>
        IsAll || Countries.Contains(country) || (Regions.Count > 0 && Regions.Contains(book.WorldRegionOf(country, month)));

    /// <summary>All countries that it may have in any month.</summary>
    public IReadOnlySet<string> Candidates(CodeBook book) => Countries
        .Concat(book.RegionMembers.Where(m => Regions.Contains(m.Region)).Select(m => book.CountryOf(m.CtyCode)?.Iso2).OfType<string>())
        .ToHashSet(StringComparer.Ordinal);
}

/// <summary>A question about world trade.</summary>
public sealed record GlobalQuery
{
    /// <summary>What the rows stand for; none is the total.</summary>
    public IReadOnlyList<GlobalDimension> By { get; init; } = [];

    public CountrySet Reporters { get; init; } = CountrySet.All;

    public CountrySet Partners { get; init; } = CountrySet.All;

    /// <summary>Headings; none is all categories.</summary>
    public IReadOnlySet<string> Categories { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether the reporters' exports are asked for, and not their imports.</summary>
    public bool Exports { get; init; } = true;

    public GlobalBasis Basis { get; init; }

    public Month? From { get; init; }

    public Month? To { get; init; }

    public Frequency Frequency { get; init; }

    /// <summary>Whether the stored sums over partners answer it.</summary>
    public bool NeedsPartner => Basis != GlobalBasis.Reported || !Partners.IsAll || By.Contains(GlobalDimension.Partner) || By.Contains(GlobalDimension.Region);
}
