using System.Globalization;
using System.Net;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Usgs;

/// <summary>Where the issues of the survey lie as files, without a key.</summary>
public sealed class UsgsClient(UpstreamClient upstream, IOptions<AimOptions> options)
{
    private readonly UsgsOptions settings = options.Value.Usgs;
    private readonly UpstreamLimits limits = new(
        TimeSpan.FromSeconds(options.Value.Usgs.AttemptSeconds),
        TimeSpan.FromSeconds(options.Value.Usgs.BudgetSeconds),
        options.Value.Usgs.Retries,
        TimeSpan.FromMilliseconds(options.Value.Usgs.RetryMilliseconds),
        options.Value.Usgs.MaxBytes);

    /// <summary>Pulls an issue.</summary>
    /// <returns>Where it is; null when there is no such issue, or not yet. The store says 403 to that: it does not tell who may not list it what it lacks.</returns>
    /// <exception cref="SourceException">No usable answer.</exception>
    public async Task<Uri?> FetchAsync(Month issue, Spool spool, CancellationToken cancellationToken)
    {
        var address = new Uri(settings.BaseUrl, settings.Path.Replace("{issue}", string.Create(CultureInfo.InvariantCulture, $"{issue.Year:D4}{issue.Number:D2}"), StringComparison.Ordinal));
        var answer = await upstream.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), spool, limits, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.OK => address,
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => null,
            _ when answer.Location is { } location => throw Refused(answer.Status, $"redirected to {location}, which is not followed"),
            _ => throw Refused(answer.Status, await UpstreamClient.StartOfAsync(spool, cancellationToken)),
        };
    }

    private static SourceException Refused(HttpStatusCode status, string text) => new(SourceFault.Service, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}: {text}"));
}
