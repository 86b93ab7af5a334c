using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Aim.Tests.Runtime;

/// <summary>The local runtime with chosen function classes, on a free port, with its log kept.</summary>
public sealed class LocalHost : IAsyncDisposable, ILoggerProvider
{
    private readonly List<string> _log = [];
    private WebApplication? _host;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    public static Task<LocalHost> StartAsync(params Type[] classes) => StartAsync(_ => { }, classes);

    public static async Task<LocalHost> StartAsync(Action<FunctionsApplicationBuilder> configure, params Type[] classes)
    {
        var local = new LocalHost();
        var builder = Builder(classes);
        builder.Logging.ClearProviders().AddProvider(local);
        configure(builder);
        local._host = (WebApplication)builder.Build();
        await local._host.StartAsync(TestContext.Current.CancellationToken);
        local.Http.BaseAddress = new Uri(local._host.Urls.First());
        return local;
    }

    public static FunctionsApplicationBuilder Builder(params Type[] classes)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration.AddInMemoryCollection([new("AIM_LOCAL_URL", "http://127.0.0.1:0")]);
        builder.FunctionClasses = classes;
        return builder;
    }

    public async Task<string> GetAsync(string path) => await Http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host!.StopAsync(TestContext.Current.CancellationToken);
        await _host.DisposeAsync();
    }

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Lines(LocalHost host, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (host._log)
                host._log.Add($"{logLevel} {category} {formatter(state, exception)} {exception?.GetType().Name}".TrimEnd());
        }
    }
}
