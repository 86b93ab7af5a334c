using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Aim.Local.Runtime;

/// <summary>Answers the requests of one HTTP function.</summary>
/// <param name="key">The key that a caller must show; null when anybody may call.</param>
internal sealed class HttpFunction(Function function, HostKey? key, FunctionExecutionDelegate pipeline, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger($"Function.{function.Name}");

    private readonly Func<Invocation, ValueTask<object?>>? _readBody =
        function.Method.GetParameters().FirstOrDefault(parameter => parameter.IsDefined(typeof(FromBodyAttribute))) is { } body
            ? invocation => ReadBodyAsync(invocation.Http!, body.ParameterType)
            : null;

    public async Task HandleAsync(HttpContext http)
    {
        if (key is not null && !key.Opens(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var invocation = new Invocation(function, http.Request.RouteValues, http.RequestAborted) { Http = http, ReadInput = _readBody };
        try
        {
            await pipeline(invocation);
            if (invocation.Result is IResult result)
                await result.ExecuteAsync(http);
            else if (invocation.Result is IActionResult action)
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            _logger.LogDebug("The caller of {Function} has gone", function.Name);
        }
        catch (BindingException exception)
        {
            Fail(http, StatusCodes.Status400BadRequest, exception);
        }
        catch (BadHttpRequestException exception)
        {
            Fail(http, exception.StatusCode, exception);
        }
#pragma warning disable CA1031 // The host answers for whatever a function throws.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(http, StatusCodes.Status500InternalServerError, exception);
        }
    }

    private void Fail(HttpContext http, int status, Exception exception)
    {
        if (status >= StatusCodes.Status500InternalServerError)
            _logger.LogError(exception, "{Function} failed", function.Name);
        else
            _logger.LogInformation("{Function} refused a request: {Reason}", function.Name, exception.Message);

        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    private static async ValueTask<object?> ReadBodyAsync(HttpContext http, Type type)
    {
        if (!http.Request.HasJsonContentType())
            throw new BadHttpRequestException("The body is not JSON.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await http.Request.ReadFromJsonAsync(type, http.RequestAborted) ?? throw new BindingException("The body is null.");
        }
        catch (JsonException exception)
        {
            throw new BindingException("The body is not what the function takes.", exception);
        }
    }
}
