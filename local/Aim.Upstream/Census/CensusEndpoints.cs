using System.Buffers;
using Aim.Upstream.Data;
using Microsoft.Extensions.Primitives;

namespace Aim.Upstream.Census;

/// <summary>The International Trade service: the data, its variables, and the pages to which it sends those without a key.</summary>
internal sealed class CensusEndpoints(ITradeData data, string? key)
{
    private const int FlushAt = 64 << 10;
    private readonly AnswerCache _cache = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var dataset in new[] { CensusDataset.Imports, CensusDataset.Exports })
        {
            routes.MapGet(dataset.Path, context => AnswerAsync(context, dataset));
            routes.MapGet(dataset.Path + "/variables.json", () => Results.Json(new
            {
                variables = dataset.Variables.Keys.ToDictionary(v => v, v => new { label = v, predicateType = "string" }, StringComparer.Ordinal),
            }));
        }

        routes.MapGet("/data/missing_key.html", () => Page("Missing Key", "A valid <em>key</em> must be included with each data API request."));
        routes.MapGet("/data/invalid_key.html", () => Page("Invalid Key", "The <em>key</em> included with this request is not valid."));
    }

    private static IResult Page(string title, string text) => Results.Content(
        $"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>", "text/html");

    private async Task AnswerAsync(HttpContext context, CensusDataset dataset)
    {
        var (request, response) = (context.Request, context.Response);
        var given = request.Query["key"];
        if (StringValues.IsNullOrEmpty(given) || (key is not null && !string.Equals(given, key, StringComparison.Ordinal)))
        {
            var page = StringValues.IsNullOrEmpty(given) ? "missing" : "invalid";
            response.Headers["X-DataWebAPI-KeyError"] = "1";
            response.Redirect($"{request.Scheme}://{request.Host}/data/{page}_key.html");
            return;
        }

        if (CensusQuery.Parse(dataset, request.Query, out var error) is not { } query)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.ContentType = "text/plain";
            await response.WriteAsync(error, context.RequestAborted);
            return;
        }

        var view = data.Read();
        var name = dataset.Path + string.Join('&', request.Query.Where(p => !p.Key.Equals("key", StringComparison.Ordinal)).Select(p => $"{p.Key}={p.Value}"));
        if (_cache.Find(view.Version, name) is { } answer) await SendAsync(response, answer, context.RequestAborted);
        else await MakeAsync(response, query, view, name, context.RequestAborted);
    }

    private static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (bytes.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.ContentType ??= "application/json;charset=utf-8";
        await response.BodyWriter.WriteAsync(bytes, ct);
    }

    /// <summary>Sends an answer as it is made, and keeps it unless it is large.</summary>
    private async Task MakeAsync(HttpResponse response, CensusQuery query, ITradeView view, string name, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        var writer = new CensusWriter(query, buffer);
        var answer = new CensusAnswer(query, view);
        var copy = new MemoryStream();
        var sent = false;
        foreach (var month in view.Months(query.Dataset.Flow).Where(query.Accepts))
        {
            foreach (var (key, figures) in answer.Rows(month))
            {
                writer.Write(month, key, figures);
                if (buffer.WrittenCount > FlushAt) await FlushAsync();
            }
        }

        writer.End();
        if (buffer.WrittenCount > 0 || !sent) await FlushAsync();
        if (copy.Length <= AnswerCache.LargestAnswer) _cache.Keep(view.Version, name, copy.ToArray());

        async Task FlushAsync()
        {
            sent = true;
            if (copy.Length <= AnswerCache.LargestAnswer) copy.Write(buffer.WrittenSpan);
            await SendAsync(response, buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
        }
    }
}
