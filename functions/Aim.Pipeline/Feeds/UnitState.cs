namespace Aim.Pipeline.Feeds;

/// <summary>What is known of one unit of a feed.</summary>
/// <param name="Sequence">The newest stored answer; 0 when the upstream had none yet.</param>
/// <param name="Hash">Hash of that answer.</param>
/// <param name="Checked">When the upstream was last asked.</param>
public readonly record struct UnitState(int Sequence, string Hash, DateTimeOffset Checked)
{
    public bool IsPresent => Sequence > 0;
}
