using Azure.Core;
using Azure.Core.Pipeline;

namespace Aim.Bench.Pipeline;

/// <summary>Sees every request that goes to storage, each retry included.</summary>
internal sealed class StorageCalls : HttpPipelinePolicy
{
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>Told of every request that was answered, from any thread.</summary>
    public Action<HttpMessage>? Answered { get; set; }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref count);
        await ProcessNextAsync(message, pipeline);
        Answered?.Invoke(message);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The pipeline never waits for storage.");
}
