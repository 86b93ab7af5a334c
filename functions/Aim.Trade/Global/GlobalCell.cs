using Aim.Trade.Series;

namespace Aim.Trade.Global;

/// <summary>A figure of one month in the roles that a question gives to its countries.</summary>
/// <param name="Source">Whose word it is.</param>
/// <param name="Amount">The figure; of a gap the reported one.</param>
/// <param name="Other">Of a gap what the partner says.</param>
public sealed record GlobalCell(Month Month, string Reporter, string? Partner, string Category, Amount Amount, Amount Other, string Source, bool IsRevised)
{
    /// <summary>Whether a partner says it.</summary>
    public bool IsMirror { get; init; }
}
