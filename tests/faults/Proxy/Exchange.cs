using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Aim.Faults.Proxy;

/// <summary>One request on its way through the proxy. Its body has been read; nothing has been sent on.</summary>
public sealed class Exchange
{
    private readonly HttpContext context;
    private readonly Uri target;
    private readonly HttpClient http;

    // The context is another request's when this one has ended.
    private readonly Dictionary<string, string> headers;

    internal Exchange(HttpContext context, byte[] body, Uri target, HttpClient http, CancellationToken mended)
    {
        (this.context, Body, this.target, this.http, Mended) = (context, body, target, http, mended);
        (Method, Target) = (context.Request.Method, context.Request.GetEncodedPathAndQuery());
        headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    /// <summary>Path and query, as sent.</summary>
    public string Target { get; }

    public byte[] Body { get; }

    public bool IsWrite => Method is not ("GET" or "HEAD" or "OPTIONS");

    /// <summary>The status that went back; 0 when none did.</summary>
    public int Status { get; private set; }

    /// <summary>A header of the request; empty when it has none.</summary>
    public string Header(string name) => headers.GetValueOrDefault(name, "");

    /// <summary>The rules have ended.</summary>
    public CancellationToken Mended { get; }

    /// <summary>The caller has gone.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Asks the server behind the proxy the same, or for another path and query.</summary>
    public async Task<HttpResponseMessage> ForwardAsync(string? pathAndQuery = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(Method), target.GetLeftPart(UriPartial.Authority) + (pathAndQuery ?? Target))
        {
            Content = new ByteArrayContent(Body),
        };
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is not "Host" && !message.Headers.TryAddWithoutValidation(name, values.ToArray()))
                message.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Aborted);
    }

    /// <summary>Sends an answer back.</summary>
    public async Task AnswerAsync(HttpResponseMessage answer)
    {
        Begin(answer);
        if (Status is not (204 or 304)) await answer.Content.CopyToAsync(context.Response.Body, Aborted);
    }

    /// <summary>Sends the head of an answer and a body of our own.</summary>
    public async Task AnswerAsync(HttpResponseMessage answer, Func<Stream, Task> body)
    {
        Begin(answer);
        await body(context.Response.Body);
    }

    public async Task PassAsync()
    {
        using var answer = await ForwardAsync();
        await AnswerAsync(answer);
    }

    /// <summary>Breaks the connection.</summary>
    public void Cut() => context.Abort();

    private void Begin(HttpResponseMessage answer)
    {
        context.Response.StatusCode = Status = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")) context.Response.Headers.Append(name, values.ToArray());
        }
    }
}
