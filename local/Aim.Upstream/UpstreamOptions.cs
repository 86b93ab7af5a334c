namespace Aim.Upstream;

/// <summary>What the upstream serves and where.</summary>
public sealed record UpstreamOptions
{
    /// <summary>The folder of recorded files; null serves the sample.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The day that decides how many months of the sample are published; the UTC day by default.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The one key that Census requests must carry; null accepts any. None is never accepted.</summary>
    public string? CensusKey { get; init; }

    /// <summary>The one key that the full Comtrade service takes; null accepts any. Its preview takes none.</summary>
    public string? ComtradeKey { get; init; }

    /// <summary>The one key that BLS requests may carry; null accepts any. Version 1 of the service takes none.</summary>
    public string? BlsKey { get; init; }

    /// <summary>The questions that BLS answers in a day; null is without a limit.</summary>
    public int? BlsQuestionsPerDay { get; init; }
}
