namespace Microsoft.Azure.Functions.Worker;

public abstract class RetryContext
{
    /// <summary>0 for the first try.</summary>
    public abstract int RetryCount { get; }

    /// <summary>-1 is for ever.</summary>
    public abstract int MaxRetryCount { get; }
}
