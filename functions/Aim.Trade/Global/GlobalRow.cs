using Aim.Trade.Series;

namespace Aim.Trade.Global;

/// <summary>A row of an answer about world trade.</summary>
/// <param name="Period">As it is written.</param>
/// <param name="Codes">One for each dimension of the question.</param>
/// <param name="Sum">The figures; of a gap the reported ones.</param>
/// <param name="Other">Of a gap what the partners say.</param>
/// <param name="Months">Months that have data.</param>
/// <param name="IsRevised">Whether any part differs from what was first published.</param>
/// <param name="Sources">The countries whose word it is.</param>
/// <param name="Change">Value against the same months a year earlier, as a fraction, of each source over the months that it has published for both; null where there is none to compare with.</param>
public sealed record GlobalRow(string Period, string[] Codes, Amount Sum, Amount Other, IReadOnlyList<Month> Months, bool IsRevised, IReadOnlyCollection<string> Sources, double? Change);
