using Aim.Trade.Query;

namespace Aim.Trade.Global;

/// <summary>What one country says of its trade with another in a category; values in thousandths of a dollar, weights in grams.</summary>
/// <param name="Reporter">Who says so.</param>
/// <param name="Partner">Of whom; null in sums over all partners.</param>
/// <param name="Category">The heading.</param>
/// <param name="Packed">Its months: exports in the first amount of a cell, imports in the second.</param>
/// <param name="View">Which of its versions count.</param>
public sealed record GlobalSeries(string Reporter, string? Partner, string Category, ReadOnlyMemory<byte> Packed, FeedView View);
