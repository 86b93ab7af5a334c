using System.Globalization;
using System.Net;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Http;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Comtrade;

/// <summary>
/// The UN Comtrade service: with a key the full one, otherwise its preview, which gives one month and 500 rows at a time. One request
/// is in flight at any time.
/// </summary>
public sealed class ComtradeClient(UpstreamClient upstream, IOptions<AimOptions> options, ComtradeQuota quota, TimeProvider clock)
{
    private const string Preview = "public/v1/preview/C/M/HS", Full = "data/v1/get/C/M/HS", Available = "public/v1/getDA/C/M/HS";

    private const int PreviewRows = 500;

    private static readonly string[] Flows = ["M", "X"];

    private readonly ComtradeOptions settings = options.Value.Comtrade;
    private readonly ComtradeAvailability availability = new(options.Value.Comtrade, clock);
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly UpstreamLimits limits = new(
        TimeSpan.FromSeconds(options.Value.Comtrade.AttemptSeconds),
        TimeSpan.FromSeconds(options.Value.Comtrade.BudgetSeconds),
        options.Value.Comtrade.Retries,
        TimeSpan.FromMilliseconds(options.Value.Comtrade.RetryMilliseconds),
        options.Value.Comtrade.MaxBytes);

    private long? ended;

    private bool HasKey => settings.Key is { Length: > 0 };

    private int RowCap => HasKey ? settings.RowCap : PreviewRows;

    private int MonthsPerCall => HasKey ? settings.PeriodsPerCall : 1;

    /// <summary>What the service has of all reporters since the first month, by reporter and month.</summary>
    /// <remarks>The list is public also for those with a key: it takes none of the day's calls.</remarks>
    /// <exception cref="SourceException">It does not answer, or not with a list.</exception>
    public Task<IReadOnlyList<ComtradeRelease>> AvailableAsync(CancellationToken cancellationToken) =>
        availability.GetAsync(LookUpAsync, cancellationToken);

    /// <summary>Pulls months of a reporter: headings by partner, both flows. What comes in parts is one document after the other.</summary>
    /// <param name="months">All of one year.</param>
    /// <param name="headings">Codes of four digits.</param>
    /// <returns>The address asked, and the rows that came; null when the service has nothing.</returns>
    /// <exception cref="SourceException">No usable answer.</exception>
    public async Task<Fetched?> FetchYearAsync(
        int reporter, IReadOnlyList<Month> months, IReadOnlyList<string> headings, Spool spool, CancellationToken cancellationToken)
    {
        spool.SetLength(0);
        var question = new ComtradeQuestion(reporter, months, Flows, headings);
        long? rows = 0;
        foreach (var part in months.Chunk(MonthsPerCall)) rows += await AskAsync(question with { Months = part }, spool, cancellationToken);
        return rows == 0 ? null : new Fetched(Address(question), rows);
    }

    /// <summary>Adds the answer to what has come so far; one that is cut is asked for again in halves.</summary>
    /// <returns>Its rows; null when something came that cannot be read.</returns>
    private async Task<long?> AskAsync(ComtradeQuestion question, Spool whole, CancellationToken cancellationToken)
    {
        await using var part = new Spool();
        var rows = await ReadAsync(question, part, cancellationToken);
        if (await UpstreamClient.RepeatsAsync(part, settings.Key, cancellationToken))
            throw new SourceException(SourceFault.Content, $"The answer repeats the key, so that it is not kept: {Clean(await UpstreamClient.StartOfAsync(part, cancellationToken))}");

        if (rows < RowCap || rows is null)
        {
            if (rows != 0) await whole.AppendAsync(part, cancellationToken);
            return rows;
        }

        var halves = question.Split();
        if (halves.Count == 0) throw new SourceException(SourceFault.TooLarge, $"The service cannot give all of {Address(question).Query} at once.");

        rows = 0;
        foreach (var half in halves) rows += await AskAsync(half, whole, cancellationToken);
        return rows;
    }

    /// <returns>The rows of the answer, as many as there can be when it is too large; null when it cannot be read: then it is kept as it came.</returns>
    private async Task<long?> ReadAsync(ComtradeQuestion question, Spool part, CancellationToken cancellationToken)
    {
        using var sink = new ComtradeCellSink(question.Reporter);
        try
        {
            return await SendAsync(Address(question), HasKey, ComtradeCellSink.Fields(), sink, part, cancellationToken);
        }
        catch (SourceException e) when (e.Fault == SourceFault.TooLarge)
        {
            return long.MaxValue;
        }
        catch (ComtradeFormatException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<ComtradeRelease>> LookUpAsync()
    {
        await using var spool = new Spool();
        var sink = new ComtradeReleaseSink(Month.Parse(settings.FirstMonth));
        try
        {
            await SendAsync(new Uri(settings.BaseUrl, Available), withKey: false, ComtradeReleaseSink.Fields(), sink, spool, CancellationToken.None);
            return sink.Releases;
        }
        catch (ComtradeFormatException e)
        {
            throw new SourceException(SourceFault.Content, $"The list of what is available: {Clean(e.Message)}", e);
        }
    }

    /// <returns>The rows of the answer, which is in the spool.</returns>
    /// <exception cref="ComtradeFormatException">It is no answer of the service.</exception>
    private async Task<long> SendAsync(
        Uri address, bool withKey, ComtradeFields fields, IComtradeSink? sink, Spool spool, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await PauseAsync(cancellationToken);
            if (withKey) await quota.TakeAsync(cancellationToken);
            var answer = await upstream.SendAsync(() => Request(address, withKey), spool, limits, cancellationToken);
            return answer.Status switch
            {
                HttpStatusCode.NoContent => 0,
                HttpStatusCode.OK => await ComtradeDocuments.ReadAsync(spool.Rewind(), fields, sink, cancellationToken),
                _ when answer.Location is { } location => throw await RefusedAsync(answer.Status, $"redirected to {location}, which is not followed", cancellationToken),
                _ => throw await RefusedAsync(answer.Status, await UpstreamClient.StartOfAsync(spool, cancellationToken), cancellationToken),
            };
        }
        catch (ComtradeFormatException e) when (e.ServiceError is { } said)
        {
            throw await RefusedAsync(HttpStatusCode.OK, said, cancellationToken);
        }
        catch (SourceException e)
        {
            var isThrottled = e.Fault == SourceFault.Service && e.Message.StartsWith("HTTP 429", StringComparison.Ordinal);
            throw new SourceException(isThrottled ? SourceFault.Throttled : e.Fault, Clean(e.Message)) { Until = e.Until };
        }
        finally
        {
            ended = clock.GetTimestamp();
            oneAtATime.Release();
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(settings.PauseMilliseconds ?? (HasKey ? 6000 : 2000));
        if (ended is { } last && pause - clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero) await Task.Delay(left, clock, cancellationToken);
    }

    private HttpRequestMessage Request(Uri address, bool withKey)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (withKey) request.Headers.Add("Ocp-Apim-Subscription-Key", settings.Key);
        return request;
    }

    private async Task<SourceException> RefusedAsync(HttpStatusCode status, string text, CancellationToken cancellationToken)
    {
        var fault = ComtradeRefusal.FaultOf(status, text);
        var hint = fault == SourceFault.Key ? "The service refuses the key (setting Aim:Comtrade:Key): " : "";
        var message = string.Create(CultureInfo.InvariantCulture, $"{hint}HTTP {(int)status}: {Clean(text)}");
        if (fault != SourceFault.Quota) return new SourceException(fault, message);

        var now = clock.GetUtcNow();
        var until = ComtradeRefusal.Wait(text) is { } wait ? now + wait : ComtradeQuota.NextDay(now);
        await quota.StopAsync(until, cancellationToken);
        return new SourceException(fault, message) { Until = until };
    }

    private Uri Address(ComtradeQuestion question) => new(
        settings.BaseUrl, string.Create(CultureInfo.InvariantCulture, $"{(HasKey ? Full : Preview)}?{question.Query}&maxRecords={RowCap}&format=JSON"));

    /// <summary>A service may echo the key; no message of ours does.</summary>
    private string Clean(string text) => HasKey ? text.Replace(settings.Key!, "(key)", StringComparison.Ordinal) : text;
}
