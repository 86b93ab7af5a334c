using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aim.Pipeline.Feeds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aim.Pipeline.Telemetry;

/// <summary>
/// What the app tells of itself as traces and metrics. Names are those of OpenTelemetry's conventions where it has one, else they begin
/// with <c>aim.</c>. While nobody listens nothing is made of it.
/// </summary>
public static class AimTelemetry
{
    /// <summary>Of the source of spans and of the meter.</summary>
    public const string Name = "Aim.Functions";

    private const string Feed = "aim.feed", Step = "aim.step", Outcome = "aim.outcome";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram(
        "aim.run.duration", "s", "Runs of feeds and how long they took.", tags: null, Seconds(0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 1800));

    private static readonly Counter<long> RunRows = Meter.CreateCounter<long>("aim.run.rows", "{row}", "Rows of answers that were stored.");

    private static readonly Counter<long> RunBytes = Meter.CreateCounter<long>("aim.run.bytes", "By", "What sources sent.");

    private static readonly Counter<long> RunStored = Meter.CreateCounter<long>("aim.run.stored", "{item}", "Answers stored by ingest, series written by publish and reprocess.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("aim.quarantined", "{item}", "What was refused.");

    internal static Histogram<double> SourceDuration { get; } = Meter.CreateHistogram(
        "http.client.request.duration", "s", "Requests to sources.", tags: null, Seconds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90));

    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Begins the span of a run. One that still calls it running at its end has thrown.</summary>
    internal static Activity? Start(Run run) =>
        Source.StartActivity($"{run.Step} {run.Feed}")?.SetTag(Feed, run.Feed).SetTag("aim.cause", run.Cause).SetTag(Outcome, run.Outcome);

    /// <summary>Tells of a run that has ended; its errors may quote a source and stay in the ledger.</summary>
    internal static void End(Run run, Activity? span)
    {
        var tags = new TagList { { Feed, run.Feed }, { Step, run.Step }, { Outcome, run.Outcome } };
        RunDuration.Record(run.DurationMs / 1000d, tags);
        RunRows.Add(run.Rows, tags);
        RunBytes.Add(run.Bytes, tags);
        RunStored.Add(run.Stored, tags);
        span?.SetTag(Outcome, run.Outcome)
            .SetTag("aim.run.asked", run.Asked)
            .SetTag("aim.run.stored", run.Stored)
            .SetTag("aim.run.unchanged", run.Unchanged)
            .SetTag("aim.run.failed", run.Failed)
            .SetTag("aim.run.rows", run.Rows)
            .SetTag("aim.run.bytes", run.Bytes)
            .SetStatus(run.Failed > 0 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }

    /// <param name="feed">Whose it is.</param>
    /// <param name="kind"><c>answer</c>, <c>raw</c> or <c>rows</c>.</param>
    internal static void Quarantined(string feed, string kind) => Refused.Add(1, new TagList { { Feed, feed }, { "aim.kind", kind } });

    /// <summary>Adds to what the server itself tells of a request which data set was asked for and whether the answer lay ready.</summary>
    public static void Answered(HttpContext http, string dataSet, bool fromCache)
    {
        const string DataSet = "aim.data_set", FromCache = "aim.from_cache";
        if (http.Features.Get<IHttpMetricsTagsFeature>()?.Tags is { } tags)
        {
            tags.Add(new(DataSet, dataSet));
            tags.Add(new(FromCache, fromCache));
        }

        http.Features.Get<IHttpActivityFeature>()?.Activity.SetTag(DataSet, dataSet).SetTag(FromCache, fromCache);
    }

    private static InstrumentAdvice<double> Seconds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
