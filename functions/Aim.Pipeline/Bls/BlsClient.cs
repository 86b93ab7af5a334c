using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Bls;

/// <summary>The Public Data API of the Bureau of Labor Statistics: version 2 with a key, otherwise version 1, which gives less at a time.</summary>
public sealed partial class BlsClient(UpstreamClient upstream, IOptions<AimOptions> options, TimeProvider clock)
{
    private const string Keyed = "publicAPI/v2/timeseries/data/", Open = "publicAPI/v1/timeseries/data/";

    private const int KeyedSeries = 50, OpenSeries = 25;

    private readonly BlsOptions settings = options.Value.Bls;
    private readonly UpstreamLimits limits = new(
        TimeSpan.FromSeconds(options.Value.Bls.AttemptSeconds),
        TimeSpan.FromSeconds(options.Value.Bls.BudgetSeconds),
        options.Value.Bls.Retries,
        TimeSpan.FromMilliseconds(options.Value.Bls.RetryMilliseconds),
        options.Value.Bls.MaxBytes);

    private bool HasKey => settings.Key is { Length: > 0 };

    private Uri Address => new(settings.BaseUrl, HasKey ? Keyed : Open);

    /// <summary>Pulls a year of series; what takes several questions is one array of answers.</summary>
    /// <returns>The address asked.</returns>
    /// <exception cref="SourceException">No usable answer.</exception>
    public async Task<Uri> FetchYearAsync(string year, IReadOnlyList<string> series, Spool spool, CancellationToken cancellationToken)
    {
        spool.SetLength(0);
        var answers = new List<string>();
        foreach (var some in series.Chunk(HasKey ? KeyedSeries : OpenSeries))
        {
            if (answers.Count > 0) await Task.Delay(TimeSpan.FromMilliseconds(settings.PauseMilliseconds), clock, cancellationToken);
            answers.Add(await AskAsync(year, some, cancellationToken));
        }

        await spool.WriteAsync(Encoding.Latin1.GetBytes(answers.Count == 1 ? answers[0] : $"[{string.Join(',', answers)}]"), cancellationToken);
        return new Uri(Address, string.Create(CultureInfo.InvariantCulture, $"?startyear={year}&endyear={year}"));
    }

    /// <returns>The answer byte by byte, with neither the key nor the time that it took.</returns>
    private async Task<string> AskAsync(string year, IReadOnlyList<string> series, CancellationToken cancellationToken)
    {
        await using var part = new Spool();
        var answer = await SendAsync(year, series, part, cancellationToken);
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                await RefuseAsync(part, cancellationToken);
                using (var text = new StreamReader(part.Rewind(), Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true))
                    return ResponseTime().Replace(Clean(await text.ReadToEndAsync(cancellationToken)), "0");
            case HttpStatusCode.Forbidden:
                throw new SourceException(SourceFault.Throttled, $"The guard of the service turns the request away: HTTP 403: {Clean(await UpstreamClient.StartOfAsync(part, cancellationToken))}");
            default:
                var said = answer.Location is { } location ? $"redirected to {location}, which is not followed" : await UpstreamClient.StartOfAsync(part, cancellationToken);
                throw new SourceException(SourceFault.Service, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.Status}: {Clean(said)}"));
        }
    }

    private async Task<UpstreamAnswer> SendAsync(string year, IReadOnlyList<string> series, Spool part, CancellationToken cancellationToken)
    {
        try
        {
            return await upstream.SendAsync(() => Request(year, series), part, limits, cancellationToken);
        }
        catch (SourceException e)
        {
            throw new SourceException(e.Fault, Clean(e.Message));
        }
    }

    /// <summary>A no that comes with a status of yes. What is no answer at all is left to the reader, so that it is kept as it came.</summary>
    private async Task RefuseAsync(Spool part, CancellationToken cancellationToken)
    {
        try
        {
            await BlsReader.ReadAsync(part.Rewind(), cancellationToken);
        }
        catch (BlsFormatException e) when (e.Refusal is { } said)
        {
            var fault = BlsRefusal.FaultOf(said);
            var hint = fault == SourceFault.Key ? "The service refuses the key (setting Aim:Bls:Key): " : "";
            throw new SourceException(fault, hint + Clean(said)) { Until = fault == SourceFault.Quota ? BlsRefusal.NextDay(clock.GetUtcNow()) : null };
        }
        catch (BlsFormatException)
        {
            // Told when it is validated.
        }
    }

    private HttpRequestMessage Request(string year, IReadOnlyList<string> series)
    {
        var question = new Dictionary<string, object>(StringComparer.Ordinal) { ["seriesid"] = series, ["startyear"] = year, ["endyear"] = year };
        if (HasKey) question["registrationkey"] = settings.Key!;
        return new HttpRequestMessage(HttpMethod.Post, Address) { Content = JsonContent.Create(question) };
    }

    /// <summary>The service echoes the key; nothing that we keep or tell does, nor the beginning of it where a text was cut.</summary>
    private string Clean(string text)
    {
        if (!HasKey) return text;

        var clean = text.Replace(settings.Key!, "(key)", StringComparison.OrdinalIgnoreCase);
        var begun = Enumerable.Range(1, settings.Key!.Length - 1).Reverse().FirstOrDefault(n => clean.EndsWith(settings.Key[..n], StringComparison.OrdinalIgnoreCase));
        return begun > 3 ? clean[..^begun] + "(key)" : clean;
    }

    /// <summary>It differs from answer to answer, and would make each a new one.</summary>
    [GeneratedRegex(@"(?<=""responseTime""\s*:\s*)\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ResponseTime();
}
