using Aim.Trade;
using Aim.Trade.Indicators;

namespace Aim.Pipeline.Bls;

/// <summary>A figure of a series in a month.</summary>
public readonly record struct BlsObservation(string Series, Month Month, Observation Figure);

/// <summary>What the service answers.</summary>
/// <param name="Observations">Each series and month once, in the order of the answer; annual means are left out.</param>
/// <param name="UnknownSeries">Ids that the service says do not exist.</param>
public sealed record BlsAnswer(IReadOnlyList<BlsObservation> Observations, IReadOnlyList<string> UnknownSeries);
