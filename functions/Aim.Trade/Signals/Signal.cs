namespace Aim.Trade.Signals;

/// <summary>Something in the licences that somebody should look at.</summary>
/// <param name="Rule">The rule that raised it.</param>
/// <param name="Month">A month that the Census has not published.</param>
public sealed record Signal(AlertRule Rule, Month Month)
{
    /// <summary>Null: all products.</summary>
    public string? Product { get; init; }

    /// <summary>ISO 3166 alpha-2 code of the origin; null: all countries.</summary>
    public string? Country { get; init; }

    public string? CountryName { get; init; }

    /// <summary>The country of smelt or cast, or the product that the tons have left, where the rule is about one.</summary>
    public string? Related { get; init; }

    public string? RelatedName { get; init; }

    /// <summary>What value and baseline are: <c>quantity_t</c> (metric tons), <c>smelt_share</c> (a fraction), <c>unit_value_usd_per_t</c>.</summary>
    public required string Measure { get; init; }

    public required double Value { get; init; }

    public double? Baseline { get; init; }

    /// <summary>Value against baseline as a fraction; of a share the difference. Null without a baseline or on one of 0.</summary>
    public double? Change { get; init; }

    /// <summary>What the change had to reach; null where the rule has tons only.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether the same figures have not moved nearly as much before; only a rule with fixed thresholds raises what is usual.</summary>
    public bool IsUnusual { get; init; } = true;

    /// <summary>The kilograms in question: signals of a month are ordered by them.</summary>
    public required long AffectedKg { get; init; }

    /// <summary>The finding in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>The question to this API that answers the figures, without a day.</summary>
    public required string Evidence { get; init; }

    /// <summary>The same finding in the same data has the same id.</summary>
    public string Id => $"{Rule.Name}-{Month}-{Product ?? "all"}-{Country ?? "all"}{(Related is null ? "" : $"-{Related}")}";
}
