using Aim.Local.Runtime;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Binds a parameter to the JSON of the request's body.</summary>
public class FromBodyAttribute() : InputConverterAttribute(typeof(HttpFunction));
