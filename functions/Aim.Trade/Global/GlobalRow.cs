using Aim.Trade.Series;

namespace Aim.Trade.Global;

/// <summary>A row of an answer about world trade.</summary>
/// <param name="Period">As it is written.</param>
/// <param name="Codes">One for each dimension of the question.</param>
/// <param name="Sum">The figures; of a gap the reported ones.</param>
/// <param name="Other">Of a gap what the partners say.</param>
/// <param name="Months">Months that have data.</param>
/// <param name="IsRevised">Whether any part differs from what was first published.</param>
/// <param name="Sources">Whose word it is, and how much of the value; the most first, ties by code.</param>
/// <param name="Change">Value against the same months a year earlier, as a fraction, of each source over the months that it has published for both; null where there is none to compare with.</param>
public sealed record GlobalRow(string Period, string[] Codes, Amount Sum, Amount Other, IReadOnlyList<Month> Months, bool IsRevised, IReadOnlyList<GlobalSource> Sources, double? Change);

/// <summary>A country that tells of a figure, and the value that it tells.</summary>
public sealed record GlobalSource(string Country, long Value);
