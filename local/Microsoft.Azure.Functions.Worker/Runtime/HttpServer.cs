using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>Kestrel, the routes of the HTTP functions, and the site.</summary>
internal static class HttpServer
{
    private const int HeaderBytes = 80 * 1024;
    private const long BodyBytes = 100 * 1024 * 1024;

    public static void Configure(WebApplicationBuilder web, IEnumerable<Function> functions)
    {
        web.WebHost.UseUrls(web.Configuration["AIM_LOCAL_URL"] ?? "http://localhost:7071");
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Wide enough that the app, and not the server, answers a query which is too long.
            kestrel.Limits.MaxRequestLineSize = HeaderBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.MaxRequestBodySize = web.Configuration.GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", BodyBytes);
        });
        // The slim server leaves this constraint out; the host of the cloud has it.
        web.Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        if (functions.Any(function => ResultType(function).IsAssignableTo(typeof(IActionResult))))
            web.Services.AddMvcCore();
    }

    public static void Map(WebApplication app, IEnumerable<Function> functions, FunctionExecutionDelegate pipeline)
    {
        var prefix = app.Services.GetRequiredService<HostJson>().RoutePrefix;
        var key = new HostKey(app.Configuration["AIM_LOCAL_HOSTKEY"]);
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger)
                continue;
            var pattern = Pattern(function, prefix, trigger.Route ?? function.Name);
            function.Compile(pattern.Parameters.Select(parameter => parameter.Name));
            var handler = new HttpFunction(function, trigger.AuthLevel == AuthorizationLevel.Anonymous ? null : key, pipeline, loggers);
            var endpoint = app.Map(pattern, handler.HandleAsync).WithDisplayName(function.Name);
            if (trigger.Methods is { Length: > 0 } methods)
                endpoint.WithMetadata(new HttpMethodMetadata(methods.Select(method => method.ToUpperInvariant())));
        }

        if (app.Configuration["AIM_LOCAL_SITE"] is { Length: > 0 } directories)
            StaticSite.Use(app, [.. directories.Split(Path.PathSeparator).Select(Path.GetFullPath)]);
        else
            app.MapGet("/", http =>
            {
                http.Response.Redirect($"/{prefix}/v1/");
                return Task.CompletedTask;
            });
    }

    private static RoutePattern Pattern(Function function, string prefix, string route)
    {
        if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase))
            throw function.Refuse($"its route '{route}' begins with 'admin', which the host keeps for itself.");
        if (function.Input.ParameterType != typeof(HttpRequest) && function.Input.ParameterType != typeof(HttpContext))
            throw function.Refuse("an HTTP trigger binds to HttpRequest or HttpContext.");
        var result = ResultType(function);
        if (result != typeof(void) && !result.IsAssignableTo(typeof(IResult)) && !result.IsAssignableTo(typeof(IActionResult)))
            throw function.Refuse("an HTTP function returns IResult, IActionResult or nothing.");
        return RoutePatternFactory.Parse($"{prefix}/{route}");
    }

    private static Type ResultType(Function function)
    {
        var type = function.Method.ReturnType;
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (open == typeof(Task<>) || open == typeof(ValueTask<>))
            return type.GetGenericArguments()[0];
        return type == typeof(Task) || type == typeof(ValueTask) ? typeof(void) : type;
    }
}
