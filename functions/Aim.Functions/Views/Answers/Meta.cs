namespace Aim.Functions.Views.Answers;

/// <summary>Where figures come from.</summary>
public sealed record Source(string Id, string Name, string Url, string Licence, string? RetrievedAt);

/// <summary>What an answer says of itself. Dates are ISO 8601, UTC.</summary>
public sealed record Meta
{
    public required string Dataset { get; init; }

    public required string Title { get; init; }

    public required string DataVersion { get; init; }

    /// <summary>The day whose end the answer describes: the one asked for, or that of the newest publication.</summary>
    public string? AsOf { get; init; }

    public string? PublishedAt { get; init; }

    public string? NextRelease { get; init; }

    /// <summary>The newest month with Census data.</summary>
    public string? LastFinalPeriod { get; init; }

    /// <summary>The day of the newest licence snapshot.</summary>
    public string? LicenseThrough { get; init; }

    public required bool Sample { get; init; }

    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> StatusCodes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public int RowCount { get; init; }
}
