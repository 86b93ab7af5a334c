namespace Aim.Bench.Serve;

/// <summary>What a server did under load.</summary>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="P99">Milliseconds within which 99 of 100 were answered.</param>
internal sealed record Load(double PerSecond, double P99);
