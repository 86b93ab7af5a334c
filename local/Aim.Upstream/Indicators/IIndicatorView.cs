using Aim.Upstream.Data;

namespace Aim.Upstream.Indicators;

/// <summary>What the Bureau of Labor Statistics and the Geological Survey have published at one moment.</summary>
internal interface IIndicatorView
{
    /// <summary>The months of a BLS series; null when there is no such series.</summary>
    IReadOnlyDictionary<Month, BlsFigure>? Series(string id);

    /// <summary>Whether the survey has an issue of a month.</summary>
    bool HasIssue(Month month);

    /// <summary>The rows of a month's trade as they are printed, the total included; none when it is not told.</summary>
    IReadOnlyList<UsgsRow> Trade(Flow flow, Month month);

    /// <summary>Primary production by month, metric tons as they are printed.</summary>
    IReadOnlyDictionary<Month, string> Production { get; }
}

/// <summary>A figure as the service writes it.</summary>
/// <param name="Value">A number, or <c>-</c>.</param>
/// <param name="Footnote">A code, as <c>P</c>; empty for none.</param>
internal readonly record struct BlsFigure(string Value, string Footnote);

/// <summary>A country's metric tons: crude, semifabricated, scrap, total; null is not available.</summary>
internal sealed record UsgsRow(string Country, IReadOnlyList<decimal?> Tons)
{
    public const int Kinds = 4;

    /// <summary>Rounded to three digits, as the survey does with everything.</summary>
    public static decimal Rounded(decimal tons)
    {
        var unit = 1m;
        while (tons / unit >= 1000) unit *= 10;
        return Math.Round(tons / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
