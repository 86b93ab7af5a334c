namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>Tries after the first; -1 is for ever.</summary>
    public int MaxRetryCount { get; set; }
}
