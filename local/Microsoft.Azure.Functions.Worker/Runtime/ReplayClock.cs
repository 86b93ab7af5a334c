namespace Aim.Local.Runtime;

/// <summary>The system's clock, or one that stands still at a day that is replayed. Timers and delays run on either way.</summary>
internal sealed class ReplayClock : TimeProvider
{
    private long _frozenTicks;

    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref _frozenTicks) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : base.GetUtcNow();

    /// <summary>Stops the clock at a time, or lets it go with null.</summary>
    public void Freeze(DateTimeOffset? time) => Volatile.Write(ref _frozenTicks, time?.UtcTicks ?? 0);
}
