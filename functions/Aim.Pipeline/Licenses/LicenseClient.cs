using System.Globalization;
using System.Net;
using System.Text.Json;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Licenses;

/// <summary>
/// The configured source of snapshots: an address that lists the days it has, as a JSON array, and gives each as <c>{day}.csv</c>
/// below it. There is no public feed of licences; without an address snapshots are only loaded by hand.
/// </summary>
public sealed class LicenseClient(UpstreamClient upstream, IOptions<AimOptions> options)
{
    private readonly LicenseOptions settings = options.Value.Licenses;
    private readonly UpstreamLimits limits = new(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(300), 3, TimeSpan.FromSeconds(1), 1L << 31);

    /// <summary>The days for which the source has a snapshot, ascending.</summary>
    public async Task<IReadOnlyList<string>> DatesAsync(CancellationToken cancellationToken)
    {
        if (settings.Url is not { } url) return [];

        await using var spool = new Spool();
        await SendAsync(url, spool, cancellationToken);
        try
        {
            var dates = await JsonSerializer.DeserializeAsync<string[]>(spool.Rewind(), cancellationToken: cancellationToken) ?? [];
            return [.. dates.Where(d => DateOnly.TryParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)).Order(StringComparer.Ordinal)];
        }
        catch (JsonException e)
        {
            throw new SourceException(SourceFault.Service, $"The list of snapshots is not a JSON array of days: {e.Message}", e);
        }
    }

    /// <returns>Where the snapshot came from; null when the source does not have it.</returns>
    public async Task<Uri?> FetchAsync(string day, Spool spool, CancellationToken cancellationToken)
    {
        if (settings.Url is not { } url) return null;

        var address = new Uri(url, $"{day}.csv");
        return await SendAsync(address, spool, cancellationToken) is HttpStatusCode.OK ? address : null;
    }

    private async Task<HttpStatusCode> SendAsync(Uri address, Spool spool, CancellationToken cancellationToken)
    {
        var answer = await upstream.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), spool, limits, cancellationToken);
        return answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound
            ? answer.Status
            : throw new SourceException(SourceFault.Service, $"HTTP {(int)answer.Status}: {await UpstreamClient.StartOfAsync(spool, cancellationToken)}");
    }
}
