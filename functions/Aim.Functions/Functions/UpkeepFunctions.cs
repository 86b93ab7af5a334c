using Aim.Functions.Views.Files;
using Aim.Pipeline.Feeds;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Functions.Functions;

/// <summary>Timers that put right what an event should have done.</summary>
public sealed class UpkeepFunctions(Reconciler reconciler, BulkView bulk, ProfileView profile)
{
    [Function(nameof(Reconcile))]
    public Task Reconcile([TimerTrigger("%Aim:Schedule:Reconcile%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconciler.ReconcileAsync(cancellationToken);

    [Function(nameof(PrepareFiles))]
    public async Task PrepareFiles([TimerTrigger("%Aim:Schedule:Files%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await profile.PrepareAsync(cancellationToken);
        await bulk.PrepareAsync(cancellationToken);
    }

    [Function(nameof(Housekeeping))]
    public Task Housekeeping([TimerTrigger("%Aim:Schedule:Housekeeping%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconciler.CleanAsync(cancellationToken);
}
