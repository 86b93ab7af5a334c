using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aim.Local.Runtime;

/// <summary>Puts the parts of the local runtime together.</summary>
internal static class LocalRuntime
{
    public static WebApplicationBuilder CreateBuilder(string[]? args)
    {
        var web = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        var host = HostJson.Read(web.Environment.ContentRootPath);
        web.Services.AddSingleton(host);
        web.Services.AddSingleton<ReplayClock>();
        web.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<ReplayClock>());
        web.Services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = TimeSpan.FromSeconds(5);
            // Otherwise the functions would hear of the stop only when the last request is done.
            options.ServicesStopConcurrently = true;
        });
        ConfigureLogging(web.Logging, host);
        return web;
    }

    public static WebApplication Build(
        WebApplicationBuilder web,
        IEnumerable<Type>? classes,
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool http)
    {
        var functions = FunctionCatalog.Find(classes ?? Assembly.GetEntryAssembly()!.GetTypes());
        var pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)Invocation.RunAsync, (next, step) => step(next));
        if (!http && functions.FirstOrDefault(function => function.Trigger is HttpTriggerAttribute) is { } stranded)
            throw stranded.Refuse("HTTP functions need ConfigureFunctionsWebApplication().");

        HttpServer.Configure(web, functions);
        TriggerService.Configure(web, functions, pipeline);
        ParentWatch.Configure(web);

        var app = web.Build();
        HttpServer.Map(app, functions, pipeline);
        return app;
    }

    private static void ConfigureLogging(ILoggingBuilder logging, HostJson host)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Azure", LogLevel.Warning);
        // Silent, because an enabled logger here makes the server start an activity for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddConfiguration(host.Logging);
    }
}
