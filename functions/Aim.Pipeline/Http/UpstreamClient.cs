using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Storage;
using Aim.Pipeline.Telemetry;
using Polly;
using Polly.Retry;

namespace Aim.Pipeline.Http;

/// <summary>Limits of the attempts at one answer.</summary>
/// <param name="Attempt">Limit of one attempt, body included.</param>
/// <param name="Budget">Limit of all attempts and the waits between them.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="FirstDelay">Wait before the first retry; doubled for each further one, with jitter.</param>
/// <param name="MaxBytes">A longer body is refused.</param>
public sealed record UpstreamLimits(TimeSpan Attempt, TimeSpan Budget, int Retries, TimeSpan FirstDelay, long MaxBytes);

/// <summary>The head of an answer whose body is in the spool.</summary>
public sealed record UpstreamAnswer(HttpStatusCode Status, string? ContentType, string? Location, Func<string, string?> Header);

/// <summary>
/// One request to a public service, tried again within a budget. A redirect is an answer, never followed: a key must not travel.
/// </summary>
/// <param name="http">Follows no redirect and has no time-out of its own.</param>
public sealed partial class UpstreamClient(HttpClient http, TimeProvider clock)
{
    /// <summary>Sends the request until an answer comes that is not worth another try; its body replaces what the spool held.</summary>
    /// <param name="request">Makes the request anew for each attempt.</param>
    /// <exception cref="SourceException">No such answer came within the limits.</exception>
    public async Task<UpstreamAnswer> SendAsync(Func<HttpRequestMessage> request, Spool spool, UpstreamLimits limits, CancellationToken cancellationToken)
    {
        var deadline = clock.GetTimestamp();
        var sent = 0;
        TimeSpan Left() => limits.Budget - clock.GetElapsedTime(deadline);
        var attempts = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = limits.Retries,
                Delay = limits.FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<TransientException>(e => (e.RetryAfter ?? limits.FirstDelay) < Left()),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as TransientException)?.RetryAfter),
            })
            .Build();
        try
        {
            return await attempts.ExecuteAsync(
                async token =>
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                    limit.CancelAfter(Min(limits.Attempt, Left()));
                    try
                    {
                        return await AttemptAsync(request(), sent++, spool, limits.MaxBytes, limit.Token);
                    }
                    catch (OperationCanceledException) when (!token.IsCancellationRequested)
                    {
                        throw new TransientException(SourceFault.Network, "no whole answer within the time of an attempt", null);
                    }
                    catch (Exception e) when (e is HttpRequestException or IOException)
                    {
                        throw new TransientException(SourceFault.Network, $"connection failed: {e.Message}", null);
                    }
                },
                cancellationToken);
        }
        catch (TransientException e)
        {
            throw new SourceException(
                e.RetryAfter >= Left() ? SourceFault.Throttled : e.Fault,
                e.RetryAfter is { } wait ? string.Create(CultureInfo.InvariantCulture, $"{e.Message}; asks to wait {wait.TotalSeconds:0} s") : e.Message);
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private async Task<UpstreamAnswer> AttemptAsync(HttpRequestMessage request, int resends, Spool spool, long maxBytes, CancellationToken cancellationToken)
    {
        using var _ = request;
        using var call = new SourceCall(request, resends);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = (int)response.StatusCode;
        call.Status = status;
        await ReadBodyAsync(response.Content, spool, maxBytes, cancellationToken);
        if (status is 408 or 429 or >= 500)
        {
            var start = await StartOfAsync(spool, cancellationToken);
            throw new TransientException(SourceFault.Service, $"HTTP {status}: {start}", RetryAfter(response) ?? TryAgainIn(start));
        }

        return new UpstreamAnswer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location?.ToString(),
            name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null);
    }

    private static async Task ReadBodyAsync(HttpContent content, Spool spool, long maxBytes, CancellationToken cancellationToken)
    {
        spool.SetLength(0);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (spool.Length + read > maxBytes) throw new SourceException(SourceFault.TooLarge, $"The answer is longer than {maxBytes} bytes.");
                await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Whether an answer holds the key that it was asked with, and must not be kept. The services' keys are longer; what is shorter than 16
    /// characters, as the <c>local</c> of an upstream that asks for none, stands in many a text by chance.
    /// </summary>
    public static async Task<bool> RepeatsAsync(Spool spool, string? key, CancellationToken cancellationToken) =>
        key is { Length: >= 16 } && await spool.Rewind().ContainsAsync(Encoding.UTF8.GetBytes(key), cancellationToken);

    /// <summary>The first 200 characters of the body, for a message.</summary>
    public static async Task<string> StartOfAsync(Spool spool, CancellationToken cancellationToken)
    {
        var bytes = new byte[200];
        var length = await spool.Rewind().ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return new string([.. Encoding.UTF8.GetString(bytes, 0, length).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Some services name the wait in words only.</summary>
    private static TimeSpan? TryAgainIn(string text) =>
        Again().Match(text) is { Success: true } match ? TimeSpan.FromSeconds(int.Parse(match.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture)) : null;

    [GeneratedRegex(@"again in (?<seconds>\d{1,6}) second", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Again();

    private sealed class TransientException(SourceFault fault, string message, TimeSpan? retryAfter) : Exception(message)
    {
        public SourceFault Fault { get; } = fault;

        public TimeSpan? RetryAfter { get; } = retryAfter;
    }
}
