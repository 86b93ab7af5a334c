using Aim.Upstream.Data;

namespace Aim.Upstream.Comtrade;

/// <summary>What the reporters have published at one moment.</summary>
internal interface IComtradeView
{
    /// <summary>What is available, by reporter and month.</summary>
    IReadOnlyList<ComtradeRelease> Releases { get; }

    /// <summary>
    /// What a reporter says of the months of a year that are available: ordered by month, flow, heading and partner, the world first, no
    /// cell twice.
    /// </summary>
    IReadOnlyList<ComtradeRow> Rows(short reporter, int year);
}

/// <summary>A reporter's month.</summary>
/// <param name="Rows">How many rows it has, more or less.</param>
internal readonly record struct ComtradeRelease(short Reporter, Month Month, DateTime Released, int Rows);
