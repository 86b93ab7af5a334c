using Aim.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Aim.Functions.Views;

/// <summary>The list of data sets with links.</summary>
public sealed class IndexView(DataSetRegistry dataSets, IOptions<AimOptions> options)
{
    public IResult Answer(HttpRequest request) => HttpMethods.IsOptions(request.Method)
        ? new Requests.Preflight("GET, HEAD, OPTIONS")
        : new JsonAnswer(new
        {
            title = "Aim: an open Aluminum Import Monitor",
            notice = "Not a U.S. government website.",
            datasets = dataSets.All.Select(d => new
            {
                name = d.Name,
                title = d.Title,
                description = d.Description,
                json = $"/api/v1/{d.Name}.json",
                csv = $"/api/v1/{d.Name}.csv",
                atom = d.HasFeed ? $"/api/v1/{d.Name}.atom" : null,
                parameters = d.Parameters.Select(p => p.Name).Append("as_of").Append("shape"),
            }),
            profile = "/api/v1/industry-profile.pdf",
            bulk = "/api/v1/bulk/{vintage}.zip",
            subscriptions = options.Value.Mail.IsOn ? "/api/v1/subscriptions" : null,
            status = "/api/v1/status.json",
            openapi = "/api/openapi.json",
        });
}
