using System.Text.Json;
using System.Text.Json.Serialization;
using Aim.Functions.Views.Answers;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views.Requests;

/// <summary>What is wrong with one parameter.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Value">What was given.</param>
/// <param name="Reason">Why it is refused.</param>
/// <param name="Allowed">What is allowed: the values, or a sentence where they are many.</param>
/// <param name="Nearest">The valid value that is most like the given one.</param>
public sealed record ParameterError(string Parameter, string? Value, string Reason, object? Allowed, string? Nearest);

/// <summary>An answer that says what is wrong (RFC 9457).</summary>
public sealed record Problem(int Status, string Title, string Detail) : IResult
{
    private static readonly JsonSerializerOptions Json = new(AnswerWriter.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonPropertyOrder(-1)]
    public string Type { get; init; } = "about:blank";

    public IReadOnlyList<ParameterError>? Errors { get; init; }

    /// <summary>Seconds after which another try makes sense.</summary>
    [JsonIgnore]
    public int? RetryAfter { get; init; }

    public static Problem Parameters(IReadOnlyList<ParameterError> errors) =>
        new(400, "Invalid parameters", string.Join(" ", errors.Select(Sentence)))
        {
            Type = "urn:aim:problem:invalid-parameters",
            Errors = errors,
        };

    public static Problem NotFound(string detail) => new(404, "Not found", detail) { Type = "urn:aim:problem:not-found" };

    public static Problem Unavailable { get; } = new(503, "Storage does not answer", "The figures cannot be read at the moment. Try again in a few seconds.")
    {
        Type = "urn:aim:problem:unavailable",
        RetryAfter = 5,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        PublicHeaders.Write(response.Headers);
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, Json), httpContext.RequestAborted);
    }

    private static string Sentence(ParameterError error) =>
        $"{error.Parameter}: {error.Reason}.{(error.Nearest is null ? "" : $" Did you mean '{error.Nearest}'?")}";
}
