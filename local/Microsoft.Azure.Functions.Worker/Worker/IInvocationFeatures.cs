using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker;

[SuppressMessage("Naming", "CA1710", Justification = "The worker's own name.")]
[SuppressMessage("Naming", "CA1716", Justification = "The worker's own names.")]
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T instance);

    T? Get<T>();
}
