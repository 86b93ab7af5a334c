using Aim.Pipeline.Bls;
using Aim.Pipeline.Census;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Usgs;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Functions.Functions;

/// <summary>
/// Timers that pull. They tick often and decide from stored state what is due: the platform does not make up for a tick that it
/// missed or that threw.
/// </summary>
public sealed class IngestFunctions(Ingest ingest, FeedRegistry feeds)
{
    [Function(nameof(IngestCensusImports))]
    public Task IngestCensusImports([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken) =>
        ingest.RunDueAsync(feeds[CensusFeed.Imports], Causes.Timer, cancellationToken);

    [Function(nameof(IngestCensusExports))]
    public Task IngestCensusExports([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken) =>
        ingest.RunDueAsync(feeds[CensusFeed.Exports], Causes.Timer, cancellationToken);

    [Function(nameof(IngestLicenses))]
    public Task IngestLicenses([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken) =>
        RunBehindCensusAsync(LicenseFeed.FeedName, cancellationToken);

    [Function(nameof(IngestComtrade))]
    public Task IngestComtrade([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken) =>
        RunBehindCensusAsync(ComtradeFeed.FeedName, cancellationToken);

    [Function(nameof(IngestBls))]
    public Task IngestBls([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken) =>
        RunBehindCensusAsync(BlsFeed.FeedName, cancellationToken);

    [Function(nameof(IngestUsgs))]
    public Task IngestUsgs([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken) =>
        RunBehindCensusAsync(UsgsFeed.FeedName, cancellationToken);

    /// <summary>Of an empty store the Census fills the first dashboard.</summary>
    private async Task RunBehindCensusAsync(string feed, CancellationToken cancellationToken)
    {
        await ingest.AwaitFirstRunAsync(feeds[CensusFeed.Imports], cancellationToken);
        await ingest.RunDueAsync(feeds[feed], Causes.Timer, cancellationToken);
    }
}
