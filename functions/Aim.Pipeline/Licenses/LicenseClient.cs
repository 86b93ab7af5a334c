using System.Globalization;
using System.Net;
using System.Text.Json;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Licenses;

/// <summary>The configured source of snapshots: an address, or a container into which they are dropped. There is no public one.</summary>
public sealed class LicenseClient(UpstreamClient upstream, AimStorage storage, IOptions<AimOptions> options)
{
    private const string DropPrefix = "licenses-", DropSuffix = ".csv";

    private readonly LicenseOptions settings = options.Value.Licenses;
    private readonly UpstreamLimits limits = new(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(300), 3, TimeSpan.FromSeconds(1), 1L << 31);

    /// <summary>The days for which the source has a snapshot, ascending.</summary>
    /// <exception cref="SourceException">It does not answer, or not with a list of days.</exception>
    public async Task<IReadOnlyList<string>> DaysAsync(CancellationToken cancellationToken)
    {
        var days = settings switch
        {
            { Url: { } url } => await ListedAsync(url, cancellationToken),
            { Container: { Length: > 0 } container } => await DroppedAsync(container, cancellationToken),
            _ => [],
        };
        return [.. days.Where(IsDay).Order(StringComparer.Ordinal)];
    }

    /// <returns>Where the snapshot came from; null when the source does not have it.</returns>
    /// <exception cref="SourceException">It does not answer.</exception>
    public async Task<Uri?> FetchAsync(string day, Spool spool, CancellationToken cancellationToken)
    {
        if (settings.Url is not { } url) return settings.Container is { Length: > 0 } container ? await DownloadAsync(container, day, spool, cancellationToken) : null;

        var address = new Uri(url, day + DropSuffix);
        return await SendAsync(address, spool, cancellationToken) is HttpStatusCode.OK ? address : null;
    }

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private async Task<IReadOnlyList<string>> ListedAsync(Uri url, CancellationToken cancellationToken)
    {
        await using var spool = new Spool();
        await SendAsync(url, spool, cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync<string[]>(spool.Rewind(), cancellationToken: cancellationToken) ?? [];
        }
        catch (JsonException e)
        {
            throw new SourceException(SourceFault.Service, $"The list of snapshots is not a JSON array of days: {e.Message}", e);
        }
    }

    private async Task<IReadOnlyList<string>> DroppedAsync(string container, CancellationToken cancellationToken)
    {
        var days = new List<string>();
        try
        {
            await foreach (var blob in storage.Drop(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, DropPrefix, cancellationToken))
            {
                if (blob.Name.EndsWith(DropSuffix, StringComparison.Ordinal)) days.Add(blob.Name[DropPrefix.Length..^DropSuffix.Length]);
            }
        }
        catch (RequestFailedException e)
        {
            throw new SourceException(SourceFault.Service, $"Container {container}: HTTP {e.Status} {e.ErrorCode}", e);
        }

        return days;
    }

    private async Task<Uri?> DownloadAsync(string container, string day, Spool spool, CancellationToken cancellationToken)
    {
        var blob = storage.Drop(container).GetBlobClient(DropPrefix + day + DropSuffix);
        try
        {
            await blob.DownloadToAsync(spool, cancellationToken);
            return new Uri($"drop:{container}/{blob.Name}");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException e)
        {
            throw new SourceException(SourceFault.Service, $"Container {container}: HTTP {e.Status} {e.ErrorCode}", e);
        }
    }

    private async Task<HttpStatusCode> SendAsync(Uri address, Spool spool, CancellationToken cancellationToken)
    {
        var answer = await upstream.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), spool, limits, cancellationToken);
        return answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound
            ? answer.Status
            : throw new SourceException(SourceFault.Service, $"HTTP {(int)answer.Status}: {await UpstreamClient.StartOfAsync(spool, cancellationToken)}");
    }
}
