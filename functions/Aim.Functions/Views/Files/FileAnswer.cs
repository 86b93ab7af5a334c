using Aim.Functions.Views.Requests;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Files;

/// <summary>A stored file as it is.</summary>
/// <param name="body">The file; closed in the end.</param>
/// <param name="length">Its bytes.</param>
/// <param name="contentType">Its type.</param>
/// <param name="tag">Identifies its content.</param>
/// <param name="fileName">The name under which a browser saves it.</param>
public sealed class FileAnswer(Stream body, long length, string contentType, string tag, string fileName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var file = body;
        var (request, response) = (httpContext.Request, httpContext.Response);
        PublicHeaders.Write(response.Headers);
        response.Headers.ETag = $"\"{tag}\"";
        response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=3600";
        if (CachedAnswer.Matches(request.Headers.IfNoneMatch, $"\"{tag}\""))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}\"";
        response.ContentType = contentType;
        response.ContentLength = length;
        if (!HttpMethods.IsHead(request.Method)) await file.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
