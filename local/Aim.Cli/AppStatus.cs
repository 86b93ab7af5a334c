namespace Aim.Cli;

/// <summary>What status.json says.</summary>
/// <param name="DataVersion">Changes with every publication.</param>
/// <param name="Idle">Nothing is due, queued or running.</param>
/// <param name="Feeds">In the app's order.</param>
internal sealed record AppStatus(string DataVersion, bool Idle, IReadOnlyList<FeedStatus> Feeds);
