using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Aim.Tests.Runtime;

public sealed record Order(string Feed, int Months);

public sealed class Counter
{
    public int Made { get; set; }
}

public sealed class HttpSamples(Counter counter)
{
    private readonly int _number = ++counter.Made;

    [Function("Named")]
    public static IResult Named([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head")] HttpRequest request) =>
        Results.Text($"named {request.Query["q"].ToString().Length}");

    [Function("Values")]
    public IResult Values(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/{dataset}/{year:int}/{tail?}")] HttpRequest request,
        string dataset,
        int year,
        string? tail,
        FunctionContext context,
        CancellationToken stop) =>
        Results.Text($"{dataset} {year} {tail ?? "-"} {context.FunctionDefinition.Name} {context.BindingContext.BindingData["YEAR"]} "
            + $"{ReferenceEquals(context.GetHttpContext(), request.HttpContext)} {stop.CanBeCanceled}");

    [Function("Suffixed")]
    public static async Task<IResult> Suffixed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/{name:regex(^[a-z-]+$)}.{format}")] HttpContext http,
        string name,
        string format)
    {
        await Task.Yield();
        http.Response.Headers.ETag = "\"1\"";
        return Results.Text($"{name} as {format}");
    }

    [Function("Instance")]
    public async ValueTask<IResult> Instance([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        await Task.Yield();
        return Results.Text($"{request.Method} {_number}");
    }

    [Function("Body")]
    public static IActionResult Body([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [FromBody] Order order) =>
        new ContentResult { Content = $"{request.Method} {order.Feed} {order.Months}", StatusCode = 202 };

    [Function("Nothing")]
    public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        request.HttpContext.Response.StatusCode = 204;

    [Function("Throws")]
    public static Task Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Locked")]
    public static IResult Locked([HttpTrigger("get")] HttpRequest request) => Results.Text(request.Method);

    [Function("Keyed")]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Text(request.Method);

    [Function("Administer")]
    public static IResult Administer([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "v1/admin/runs")] HttpRequest request) =>
        Results.Text(request.Method);
}

public sealed class AdminRoute
{
    [Function("Reserved")]
    public static IResult Reserved([HttpTrigger(AuthorizationLevel.Anonymous, Route = "admin/x")] HttpRequest request) =>
        Results.Text(request.Method);
}

public sealed class Unbound
{
    [Function("Unbound")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{id}")] HttpRequest request, string other) =>
        Results.Text(request.Method + other);
}

public sealed class Twin
{
    [Function("named")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);
}

public sealed class HiddenMethod
{
    [Function("Hidden")]
    internal static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);
}

public sealed class NoTrigger
{
    [Function("Idle")]
    public static void Run(FunctionContext context) => _ = context;
}
