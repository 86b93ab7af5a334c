using Aim.Functions.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Functions.Functions;

/// <summary>
/// What only an administrator may do. Anonymous to the platform, because it answers a missing and a wrong key alike and a local
/// host does not check at all; the check is our own, in one place.
/// </summary>
public sealed class AdminFunctions(AdminApi admin, LicenseUpload licenses)
{
    [Function(nameof(PostIngest))]
    public Task<IResult> PostIngest([HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "v1/admin/ingest")] HttpRequest request) =>
        admin.GuardedAsync(request, token => admin.OrderAsync(request, "ingest", token));

    [Function(nameof(PostReprocess))]
    public Task<IResult> PostReprocess([HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "v1/admin/reprocess")] HttpRequest request) =>
        admin.GuardedAsync(request, token => admin.OrderAsync(request, "reprocess", token));

    [Function(nameof(GetOperation))]
    public Task<IResult> GetOperation([HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "v1/admin/operations/{id}")] HttpRequest request, string id) =>
        admin.GuardedAsync(request, token => admin.OperationAsync(id, token));

    [Function(nameof(GetRuns))]
    public Task<IResult> GetRuns([HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "v1/admin/runs")] HttpRequest request) =>
        admin.GuardedAsync(request, token => admin.RunsAsync(request, token));

    [Function(nameof(PutLicenses))]
    public Task<IResult> PutLicenses([HttpTrigger(AuthorizationLevel.Anonymous, "put", "options", Route = "v1/admin/licenses/{date}")] HttpRequest request, string date) =>
        admin.GuardedAsync(request, token => licenses.LoadAsync(request, date, token));

    [Function(nameof(GetQuarantine))]
    public Task<IResult> GetQuarantine([HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "v1/admin/quarantine")] HttpRequest request) =>
        admin.GuardedAsync(request, admin.QuarantineAsync);

    [Function(nameof(PostReplay))]
    public Task<IResult> PostReplay([HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "v1/admin/quarantine/{id}/replay")] HttpRequest request, string id) =>
        admin.GuardedAsync(request, token => admin.ReplayAsync(id, token));
}
