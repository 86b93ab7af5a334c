using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Subscriptions;

/// <summary>A small page for who follows a link of a mail. Its texts are ours alone, and nothing in it runs or is fetched.</summary>
/// <param name="status">The status.</param>
/// <param name="title">Its heading.</param>
/// <param name="text">A sentence or two.</param>
/// <param name="button">What a button says that posts to the address of the page itself; null for none.</param>
public sealed class PageAnswer(int status, string title, string text, string? button = null) : IResult
{
    private const string Style = "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.5rem 1rem}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        // The address of the page holds a token.
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;

        await response.WriteAsync($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{Style}</style></head>
            <body><main><h1>{title}</h1><p>{text}</p>{(button is null ? "" : $"<form method=\"post\"><button>{button}</button></form>")}</main>
            <footer><p>Aim: an open Aluminum Import Monitor. Not a U.S. government website.</p></footer></body>
            </html>

            """, httpContext.RequestAborted);
    }
}
