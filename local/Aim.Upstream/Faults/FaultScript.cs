using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Aim.Upstream.Faults;

/// <summary>The faults in force. The first rule that strikes a request decides its answer.</summary>
internal sealed partial class FaultScript
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private volatile Counted[] _rules = [];

    public async Task ReplaceAsync(HttpContext context)
    {
        try
        {
            var rules = await JsonSerializer.DeserializeAsync<FaultRule[]>(context.Request.Body, _json, context.RequestAborted);
            _rules = [.. (rules ?? []).Select(r => new Counted(r))];
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException e)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(e.Message, context.RequestAborted);
        }
    }

    /// <summary>The rules, each with the number of requests that it matched and struck.</summary>
    public Task ShowAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(_rules.Select(r => new { r.Rule, r.Matched, r.Struck }), _json, context.RequestAborted);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var rule = context.Request.Path.StartsWithSegments("/_faults", StringComparison.Ordinal)
            ? null
            : Array.Find(_rules, r => r.Strikes(context.Request))?.Rule;
        if (rule is null) await next(context);
        else if (rule.Kind == FaultKind.Answer) await AnswerAsync(context, rule);
        else await SpoilAsync(context, rule, RowFaults.Apply(rule, await TrueAnswerAsync(context, next)));
    }

    private static async Task AnswerAsync(HttpContext context, FaultRule rule)
    {
        context.Response.StatusCode = rule.Status;
        foreach (var (name, value) in rule.Headers)
        {
            context.Response.Headers[name] = NowPlus().Replace(value, m =>
                DateTimeOffset.UtcNow.AddSeconds(int.Parse(m.Groups["seconds"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToString("R"));
        }

        if (rule.Body.Length > 0) await context.Response.WriteAsync(rule.Body, context.RequestAborted);
    }

    private static async Task<byte[]> TrueAnswerAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        using var captured = new MemoryStream();
        context.Response.Body = captured;
        await next(context);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Response.Body = body;
        return captured.ToArray();
    }

    private static async Task SpoilAsync(HttpContext context, FaultRule rule, byte[] answer)
    {
        var ct = context.RequestAborted;
        var (response, at) = (context.Response, Math.Min(rule.Bytes ?? (answer.Length / 2), answer.Length));
        var wait = TimeSpan.FromSeconds(rule.Seconds);
        response.ContentLength = null;
        switch (rule.Kind)
        {
            case FaultKind.Cut:
                if (rule.DeclareLength) response.ContentLength = answer.Length;
                await response.Body.WriteAsync(answer.AsMemory(0, at), ct);
                await response.Body.FlushAsync(ct);
                // An abort also drops what is not sent yet, and then the client would see no body at all.
                await Task.Delay(50, ct);
                context.Abort();
                break;
            case FaultKind.Prefix:
                await response.Body.WriteAsync(answer.AsMemory(0, at), ct);
                break;
            case FaultKind.Stall:
                if (at > 0) await response.Body.WriteAsync(answer.AsMemory(0, at), ct);
                if (at > 0) await response.Body.FlushAsync(ct);
                await Task.Delay(wait, ct);
                await response.Body.WriteAsync(answer.AsMemory(at), ct);
                break;
            case FaultKind.Drip:
                for (var i = 0; i < answer.Length; i++)
                {
                    await response.Body.WriteAsync(answer.AsMemory(i, 1), ct);
                    await response.Body.FlushAsync(ct);
                    await Task.Delay(wait, ct);
                }

                break;
            default:
                if (answer.Length > 0) await response.Body.WriteAsync(answer, ct);
                break;
        }
    }

    [GeneratedRegex(@"\{now(?<seconds>[+-]\d+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NowPlus();

    private sealed class Counted(FaultRule rule)
    {
        private int _matched;
        private int _struck;

        public FaultRule Rule => rule;

        public int Matched => _matched;

        public int Struck => _struck;

        public bool Strikes(HttpRequest request)
        {
            if (!request.Path.Value!.StartsWith(rule.Path, StringComparison.Ordinal)
                || !WebUtility.UrlDecode(request.QueryString.Value!).Contains(rule.Query, StringComparison.Ordinal))
                return false;
            var n = Interlocked.Increment(ref _matched);
            var strikes = n >= rule.Nth && (rule.Count is null || n < rule.Nth + rule.Count);
            if (strikes) Interlocked.Increment(ref _struck);
            return strikes;
        }
    }
}
