using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Aim.Storage.Tests.Tables;

/// <summary>
/// A real HTTP server before the emulator's tables, through which a test answers, alters or loses what passes.
/// </summary>
public sealed class TableProxy : IAsyncDisposable
{
    private readonly HttpClient upstream = new();
    private readonly WebApplication application;
    private readonly Uri target;

    private TableProxy(Uri target, Handler handle)
    {
        this.target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.Run(context => PassAsync(context, handle));
    }

    /// <param name="forward">Asks the emulator the same, or for another path and query.</param>
    /// <returns>The answer, or null to cut the connection.</returns>
    public delegate Task<HttpResponseMessage?> Handler(HttpRequest request, Func<string?, Task<HttpResponseMessage>> forward);

    public static async Task<TableProxy> StartAsync(string connectionString, Handler handle)
    {
        var proxy = new TableProxy(new Uri(connectionString.Split("TableEndpoint=")[1].TrimEnd(';', '/')), handle);
        await proxy.application.StartAsync();
        return proxy;
    }

    /// <summary>A client of the table that goes through the proxy and waits little between tries.</summary>
    public TableClient Client(string connectionString, string table)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return new TableClient(
            connectionString.Replace($"TableEndpoint={target.GetLeftPart(UriPartial.Authority)}", $"TableEndpoint={application.Urls.First()}", StringComparison.Ordinal),
            table,
            options);
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        upstream.Dispose();
    }

    private async Task PassAsync(HttpContext context, Handler handle)
    {
        using var answer = await handle(context.Request, pathAndQuery => ForwardAsync(context.Request, pathAndQuery));
        if (answer is null)
            context.Abort();
        else
            await WriteAsync(context.Response, answer);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest request, string? pathAndQuery)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(request.Method), target.GetLeftPart(UriPartial.Authority) + (pathAndQuery ?? request.GetEncodedPathAndQuery()));
        message.Content = new StreamContent(request.Body);
        foreach (var (name, values) in request.Headers)
        {
            if (name is not "Host" && !message.Headers.TryAddWithoutValidation(name, values.ToArray()))
                message.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return await upstream.SendAsync(message);
    }

    private static async Task WriteAsync(HttpResponse response, HttpResponseMessage answer)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive"))
                response.Headers.Append(name, values.ToArray());
        }

        if (response.StatusCode != StatusCodes.Status204NoContent)
            await answer.Content.CopyToAsync(response.Body);
    }
}
