namespace Aim.Cli;

/// <summary>What status.json says.</summary>
/// <param name="Idle">Nothing is due, queued or running.</param>
/// <param name="Feeds">In the app's order.</param>
internal sealed record AppStatus(bool Idle, IReadOnlyList<FeedStatus> Feeds);
