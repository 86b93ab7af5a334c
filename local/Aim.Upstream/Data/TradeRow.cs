namespace Aim.Upstream.Data;

internal enum Flow
{
    Import,
    Export,
}

/// <summary>One commodity from or to one country in one month.</summary>
/// <param name="Code">The ten-digit HTS or Schedule B code as a number.</param>
internal readonly record struct TradeRow(long Code, CountryCode Country, Measures Values);
