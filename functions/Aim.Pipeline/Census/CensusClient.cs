using System.Globalization;
using System.Net;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Census;

/// <summary>The Census international-trade service, with its ways of saying no.</summary>
public sealed class CensusClient(UpstreamClient upstream, IOptions<AimOptions> options)
{
    /// <summary>
    /// What chapter 76 is asked for by when the service cannot give a month in one answer: its headings, and beginnings that no heading
    /// has today, so that a code unknown to us is asked for, too.
    /// </summary>
    private static readonly string[] Parts =
        [.. Enumerable.Range(7600, 20).Concat(Enumerable.Range(762, 8)).Select(p => p.ToString(CultureInfo.InvariantCulture))];

    private readonly CensusOptions settings = options.Value.Census;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly UpstreamLimits limits = new(
        TimeSpan.FromSeconds(options.Value.Census.AttemptSeconds),
        TimeSpan.FromSeconds(options.Value.Census.BudgetSeconds),
        options.Value.Census.Retries,
        TimeSpan.FromMilliseconds(options.Value.Census.RetryMilliseconds),
        options.Value.Census.MaxBytes);

    /// <summary>Pulls a month of chapter 76 by ten-digit code and country.</summary>
    /// <returns>The address asked, without the key; null when the month is not published.</returns>
    /// <exception cref="SourceException">No usable answer.</exception>
    public async Task<Uri?> FetchMonthAsync(CensusFlow flow, Month month, Spool spool, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            try
            {
                return await FetchAsync(flow, month, "76", spool, cancellationToken);
            }
            catch (SourceException e) when (e.Fault == SourceFault.TooLarge)
            {
                return await FetchInPartsAsync(flow, month, spool, cancellationToken);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Several documents one after the other are one body; the reader takes each with its own header.</summary>
    private async Task<Uri?> FetchInPartsAsync(CensusFlow flow, Month month, Spool whole, CancellationToken cancellationToken)
    {
        whole.SetLength(0);
        Uri? origin = null;
        foreach (var prefix in Parts)
        {
            await using var part = new Spool();
            if (await FetchAsync(flow, month, prefix, part, cancellationToken) is not { } address) continue;

            origin = address;
            whole.Seek(0, SeekOrigin.End);
            await part.Rewind().CopyToAsync(whole, cancellationToken);
        }

        return origin is null ? null : Address(flow, month, "76");
    }

    private async Task<Uri?> FetchAsync(CensusFlow flow, Month month, string prefix, Spool spool, CancellationToken cancellationToken)
    {
        var address = Address(flow, month, prefix);
        if (settings.PauseMilliseconds > 0) await Task.Delay(settings.PauseMilliseconds, cancellationToken);
        UpstreamAnswer answer;
        try
        {
            answer = await upstream.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, WithKey(address)), spool, limits, cancellationToken);
        }
        catch (SourceException e)
        {
            throw e.Message.Contains("There was an error while running your query", StringComparison.Ordinal)
                ? new SourceException(SourceFault.TooLarge, Clean(e.Message))
                : new SourceException(e.Fault, Clean(e.Message));
        }

        return answer.Status switch
        {
            HttpStatusCode.NoContent => null,
            HttpStatusCode.OK => await CheckedAsync(address, spool, cancellationToken),
            _ when answer.Header("X-DataWebAPI-KeyError") is not null || answer.Location?.Contains("_key.html", StringComparison.Ordinal) == true =>
                throw new SourceException(SourceFault.Key, $"The service refuses the key (setting Aim:Census:Key): it points to {Clean(answer.Location ?? "its key page")}."),
            _ when answer.Location is { } location =>
                throw new SourceException(SourceFault.Service, $"HTTP {(int)answer.Status}: redirected to {Clean(location)}, which is not followed."),
            _ => throw new SourceException(SourceFault.Service, $"HTTP {(int)answer.Status}: {Clean(await UpstreamClient.StartOfAsync(spool, cancellationToken))}"),
        };
    }

    /// <summary>The errors that come as status 200 are told apart by how they begin; everything else is left to the reader.</summary>
    private async Task<Uri?> CheckedAsync(Uri address, Spool spool, CancellationToken cancellationToken)
    {
        var start = await UpstreamClient.StartOfAsync(spool, cancellationToken);
        if (start.Length == 0 || start.Replace(" ", "", StringComparison.Ordinal) == "[]") return null;
        if (start.Contains("Missing Key", StringComparison.OrdinalIgnoreCase) || start.Contains("Invalid Key", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(SourceFault.Key, "The service answers with its key page (setting Aim:Census:Key).");
        if (start.Contains("There was an error while running your query", StringComparison.Ordinal))
            throw new SourceException(SourceFault.TooLarge, Clean(start));
        if (await UpstreamClient.RepeatsAsync(spool, settings.Key, cancellationToken))
            throw new SourceException(SourceFault.Content, $"The answer repeats the key, so that it is not kept: {Clean(start)}");

        return address;
    }

    private Uri Address(CensusFlow flow, Month month, string prefix) => new(
        settings.BaseUrl,
        $"data/timeseries/intltrade/{flow.Path}?get={flow.Variables}&{flow.Layout.CodeColumn}={prefix}*&COMM_LVL=HS10&time={month}");

    private Uri WithKey(Uri address) => settings.Key is { Length: > 0 } key ? new Uri($"{address}&key={Uri.EscapeDataString(key)}") : address;

    /// <summary>A service may echo the key; no message of ours does.</summary>
    private string Clean(string text) => settings.Key is { Length: > 0 } key ? text.Replace(key, "(key)", StringComparison.Ordinal) : text;
}
