using Aim.Trade;

namespace Aim.Pipeline.Comtrade;

/// <summary>What a reporter says of one heading, with one partner, in one month.</summary>
/// <param name="Heading">As 7601.</param>
/// <param name="Partner">The partner's M49 code; 0 is the world, to check against and never to add.</param>
/// <param name="Grams">Net weight; null when it is not known, which is never the same as none.</param>
/// <param name="Mills">Value, in thousandths of a dollar; null when it is not known.</param>
public readonly record struct ComtradeCell(Month Month, ComtradeFlow Flow, short Heading, short Partner, long? Grams, long? Mills);
