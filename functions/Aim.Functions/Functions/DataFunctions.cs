using Aim.Functions.Views;
using Aim.Functions.Views.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Functions.Functions;

/// <summary>What anybody may read.</summary>
public sealed class DataFunctions(DataApi data, BulkView bulk, ProfileView profile, IndexView index, StatusView status, OpenApiView openApi)
{
    [Function(nameof(Index))]
    public IResult Index([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1")] HttpRequest request) => index.Answer(request);

    // The cloud's host asks functions in the order of their names: what takes every route must come last.
    [Function(nameof(ViewData))]
    public Task<IResult> ViewData([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1/{*name}")] HttpRequest request, string name) =>
        data.AnswerAsync(request, name);

    [Function(nameof(Bulk))]
    public Task<IResult> Bulk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1/bulk/{file}")] HttpRequest request, string file) =>
        bulk.AnswerAsync(request, file);

    [Function(nameof(Profile))]
    public Task<IResult> Profile([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1/industry-profile.pdf")] HttpRequest request) =>
        profile.AnswerAsync(request);

    [Function(nameof(Status))]
    public Task<IResult> Status([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1/status.json")] HttpRequest request) =>
        status.AnswerAsync(request);

    [Function(nameof(OpenApi))]
    public IResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "openapi.json")] HttpRequest request) => openApi.Answer(request);
}
