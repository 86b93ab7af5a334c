using Aim.Local.Runtime;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    /// <summary>The request that started this invocation; null when another trigger did.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) => (context as Invocation)?.Http;
}
