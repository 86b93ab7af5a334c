namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>What the trigger says of itself, such as route values and the tokens of a blob path. Names ignore case.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
