using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Aim.Pipeline.Telemetry;

/// <summary>The server's own span of a request says how it began; this adds the route and how it ended.</summary>
internal sealed class AnswerSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            await rest(http);
            if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span) Complete(span, http);
        });
        next(app);
    };

    private static void Complete(Activity span, HttpContext http)
    {
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route is not { } route) return;

        span.SetTag("http.route", route);
        span.DisplayName = $"{http.Request.Method} {route}";
    }
}
