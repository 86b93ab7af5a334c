namespace Aim.Trade.Query;

/// <summary>What the rows of an answer stand for.</summary>
public enum Dimension
{
    Country,
    Region,
    Product,
    Heading,
    Hs6,
    Hts10,
}

public enum Frequency
{
    Monthly,
    Quarterly,
    Yearly,

    /// <summary>For each month the sum since January of its year.</summary>
    YearToDate,
}

/// <summary>A question about U.S. imports or exports. An empty set of a filter means that it does not filter.</summary>
public sealed record TradeQuery
{
    /// <summary>The dimensions of the rows, in the order asked; none is the total.</summary>
    public IReadOnlyList<Dimension> By { get; init; } = [];

    public IReadOnlySet<string> Products { get; init; } = new HashSet<string>();

    /// <summary>Schedule C codes, or <see cref="Codes.CodeBook.Unmapped"/>.</summary>
    public IReadOnlySet<string> Countries { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Regions { get; init; } = new HashSet<string>();

    /// <summary>Prefixes of the tariff code, 4 to 10 digits.</summary>
    public IReadOnlyList<string> HsPrefixes { get; init; } = [];

    public Month? From { get; init; }

    public Month? To { get; init; }

    public Frequency Frequency { get; init; }

    public string Basis { get; init; } = "aim";

    /// <summary>General imports instead of imports for consumption.</summary>
    public bool General { get; init; }

    public bool NeedsCode => HsPrefixes.Count > 0 || Products.Count > 0 || By.Any(d => d >= Dimension.Product);

    public bool NeedsCountry => Countries.Count > 0 || Regions.Count > 0 || By.Any(d => d <= Dimension.Region);
}
