namespace Aim.Storage.Tests.Pipeline;

/// <summary>A clock that stands until a test sets it. Waits take real time.</summary>
internal sealed class FrozenClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
