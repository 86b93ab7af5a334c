using System.Globalization;
using Aim.Upstream.Data;

namespace Aim.Upstream.Licenses;

/// <summary>
/// The drop of licence snapshots: <c>/licenses/</c> lists their days, <c>/licenses/{day}.csv</c> is a snapshot. No such service
/// is public, so this form is the project's own.
/// </summary>
internal sealed class LicenseEndpoints(ITradeData data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/licenses/", () => data.Read().LicenseDays);
        routes.MapGet("/licenses/{day}.csv", (string day) =>
            DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && data.Read().OpenLicenses(date) is { } snapshot
                ? Results.Stream(snapshot, "text/csv")
                : Results.NotFound());
    }
}
