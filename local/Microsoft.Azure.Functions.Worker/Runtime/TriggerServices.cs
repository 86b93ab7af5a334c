using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Aim.Local.Runtime;

internal static class TriggerServices
{
    public static void Configure(WebApplicationBuilder web, IReadOnlyList<Function> functions, FunctionExecutionDelegate pipeline)
    {
    }
}
