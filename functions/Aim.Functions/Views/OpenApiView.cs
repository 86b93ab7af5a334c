using System.Text.Json.Nodes;
using Aim.Functions.Views.Requests;
using Microsoft.AspNetCore.Http;

namespace Aim.Functions.Views;

/// <summary>OpenAPI 3.1 of everything that is served, made from the same descriptions that requests are checked against.</summary>
public sealed class OpenApiView(DataSetRegistry dataSets)
{
    private readonly Lazy<JsonObject> document = new(() => OpenApiDocument.Of(dataSets));

    public IResult Answer(HttpRequest request) => HttpMethods.IsOptions(request.Method) ? new Preflight("GET, HEAD, OPTIONS") : new JsonAnswer(document.Value);
}
