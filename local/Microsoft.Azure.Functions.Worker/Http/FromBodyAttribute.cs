using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Binds a parameter to the JSON of the request's body.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[SuppressMessage("Performance", "CA1813", Justification = "The worker's own type is not sealed.")]
public class FromBodyAttribute : Attribute;
