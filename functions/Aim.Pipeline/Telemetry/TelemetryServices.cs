using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aim.Pipeline.Telemetry;

public static class TelemetryServices
{
    /// <summary>Exports telemetry when an endpoint is configured; otherwise nothing listens.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[TelemetryExport.Endpoint] is not { Length: > 0 }) return services;

        // Both are read once, when the first client and the server are made: spans of storage, and what spans of requests say.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        return services.AddSingleton<IStartupFilter, AnswerSpans>().AddHostedService<TelemetryExport>();
    }
}
