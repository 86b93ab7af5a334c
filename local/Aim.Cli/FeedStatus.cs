namespace Aim.Cli;

/// <summary>One feed of status.json.</summary>
/// <param name="Name">As <c>census-imports</c>.</param>
/// <param name="State">The feed's own word for what it is doing.</param>
/// <param name="NewestPeriod">As <c>2025-03</c>; null when it has none yet.</param>
internal sealed record FeedStatus(string Name, string State, string? NewestPeriod);
