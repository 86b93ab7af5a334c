using System.Text.Json;
using Aim.Functions.Views.Answers;
using Aim.Functions.Views.Requests;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views;

/// <summary>An answer that is made for the moment and not kept by anyone.</summary>
public sealed class JsonAnswer(object value, int status = StatusCodes.Status200OK, string? location = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        PublicHeaders.Write(response.Headers);
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        if (location is not null) response.Headers.Location = location;
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, AnswerWriter.Json), httpContext.RequestAborted);
    }
}
