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
    public async Task IngestLicenses([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await ingest.AwaitFirstRunAsync(feeds[CensusFeed.Imports], cancellationToken);
        await ingest.RunDueAsync(feeds[LicenseFeed.FeedName], Causes.Timer, cancellationToken);
    }

    [Function(nameof(IngestComtrade))]
    public async Task IngestComtrade([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await ingest.AwaitFirstRunAsync(feeds[CensusFeed.Imports], cancellationToken);
        await ingest.RunDueAsync(feeds[ComtradeFeed.FeedName], Causes.Timer, cancellationToken);
    }

    [Function(nameof(IngestBls))]
    public async Task IngestBls([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await ingest.AwaitFirstRunAsync(feeds[CensusFeed.Imports], cancellationToken);
        await ingest.RunDueAsync(feeds[BlsFeed.FeedName], Causes.Timer, cancellationToken);
    }

    [Function(nameof(IngestUsgs))]
    public async Task IngestUsgs([TimerTrigger("%Aim:Schedule:Ingest%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await ingest.AwaitFirstRunAsync(feeds[CensusFeed.Imports], cancellationToken);
        await ingest.RunDueAsync(feeds[UsgsFeed.FeedName], Causes.Timer, cancellationToken);
    }
}
