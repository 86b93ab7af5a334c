using System.Diagnostics;

namespace Aim.Pipeline.Telemetry;

/// <summary>The span and the duration of one attempt at a source. Of its address it tells host and path: a query may hold a key.</summary>
internal sealed class SourceCall : IDisposable
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly Activity? span;
    private TagList tags;

    /// <param name="request">About to be sent.</param>
    /// <param name="resends">Attempts before this one.</param>
    public SourceCall(HttpRequestMessage request, int resends)
    {
        tags = new TagList { { "http.request.method", request.Method.Method }, { "server.address", request.RequestUri!.Host } };
        span = AimTelemetry.Source.StartActivity(request.Method.Method, ActivityKind.Client, parentContext: default, tags);
        span?.SetTag("url.path", request.RequestUri.AbsolutePath);
        if (resends > 0) span?.SetTag("http.request.resend_count", resends);
    }

    /// <summary>The status of the answer; null while there is none.</summary>
    public int? Status { get; set; }

    public void Dispose()
    {
        var (name, value) = Status is { } status ? ("http.response.status_code", (object)status) : ("error.type", "no answer");
        tags.Add(name, value);
        AimTelemetry.SourceDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
        span?.SetTag(name, value).SetStatus(Status is < 400 ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        span?.Dispose();
    }
}
