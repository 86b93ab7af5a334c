using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Requests;

/// <summary>Headers of every answer: any page may read it, and nothing guesses its type.</summary>
public static class PublicHeaders
{
    public static void Write(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Content-Disposition, Retry-After, Location";
        headers.XContentTypeOptions = "nosniff";
    }
}

/// <summary>The answer to a browser that asks before it asks.</summary>
public sealed class Preflight(string methods) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        PublicHeaders.Write(httpContext.Response.Headers);
        httpContext.Response.Headers.AccessControlAllowMethods = methods;
        httpContext.Response.Headers.AccessControlAllowHeaders = "Content-Type, If-None-Match, x-functions-key";
        httpContext.Response.Headers.AccessControlMaxAge = "86400";
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
