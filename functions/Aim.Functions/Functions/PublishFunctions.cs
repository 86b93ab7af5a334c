using Aim.Pipeline.Bls;
using Aim.Pipeline.Census;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Operations;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Usgs;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Aim.Functions.Functions;

/// <summary>Blobs that start work: an answer in Raw is published, an order of an administrator is carried out.</summary>
public sealed class PublishFunctions(Publisher publisher, OperationRunner operations, FeedRegistry feeds)
{
    [Function(nameof(PublishCensusImports))]
    public Task PublishCensusImports(
        [BlobTrigger("raw/census-imports/{unit}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancellationToken) =>
        publisher.PublishAsync(feeds[CensusFeed.Imports], blob.Name, cancellationToken);

    [Function(nameof(PublishCensusExports))]
    public Task PublishCensusExports(
        [BlobTrigger("raw/census-exports/{unit}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancellationToken) =>
        publisher.PublishAsync(feeds[CensusFeed.Exports], blob.Name, cancellationToken);

    [Function(nameof(PublishLicenses))]
    public Task PublishLicenses(
        [BlobTrigger("raw/licenses/{unit}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancellationToken) =>
        publisher.PublishAsync(feeds[LicenseFeed.FeedName], blob.Name, cancellationToken);

    [Function(nameof(PublishComtrade))]
    public Task PublishComtrade(
        [BlobTrigger("raw/comtrade/{unit}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancellationToken) =>
        publisher.PublishAsync(feeds[ComtradeFeed.FeedName], blob.Name, cancellationToken);

    [Function(nameof(PublishBls))]
    public Task PublishBls(
        [BlobTrigger("raw/bls/{unit}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancellationToken) =>
        publisher.PublishAsync(feeds[BlsFeed.FeedName], blob.Name, cancellationToken);

    [Function(nameof(PublishUsgs))]
    public Task PublishUsgs(
        [BlobTrigger("raw/usgs/{unit}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, CancellationToken cancellationToken) =>
        publisher.PublishAsync(feeds[UsgsFeed.FeedName], blob.Name, cancellationToken);

    [Function(nameof(ExecuteOperation))]
    public Task ExecuteOperation(
        [BlobTrigger("commands/{id}.json", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string id, CancellationToken cancellationToken) =>
        operations.ExecuteAsync(id, cancellationToken);
}
