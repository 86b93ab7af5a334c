using Aim.Upstream.Census;
using Aim.Upstream.Data;

namespace Aim.Upstream.Indicators;

/// <summary>The store in which the Geological Survey's workbooks lie. It answers 403 to what is not there.</summary>
internal sealed class UsgsEndpoints(ITradeData data)
{
    private const string Missing =
        """<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>""";

    private readonly AnswerCache _issues = new();

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/palladium/production/s3fs-public/media/files/mis-{issue}-alumi.xlsx", (string issue) =>
    {
        var view = data.Read();
        if (issue.Length != 6 || !Month.TryParse($"{issue[..4]}-{issue[4..]}", out var month) || !view.Indicators.HasIssue(month))
            return Results.Content(Missing, "application/xml", statusCode: StatusCodes.Status403Forbidden);
        if (_issues.Find(view.Version, issue) is not { } workbook) _issues.Keep(view.Version, issue, workbook = UsgsIssueWriter.Write(view.Indicators, month));
        return Results.Bytes(workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    });
}
