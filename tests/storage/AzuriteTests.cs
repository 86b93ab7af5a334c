using System.Diagnostics;
using Aim.Cli;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Xunit;

namespace Aim.Storage.Tests;

public sealed class AzuriteTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aim-azurite-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task What_was_acknowledged_survives_the_kill_of_the_emulator()
    {
        var rows = new List<string>();
        var blobs = new List<string>();

        // Three lives: changes on top of what a journal brought back are kept as well.
        for (var life = 0; life < 3; life++)
        {
            await using var azurite = await Azurite.StartAsync(directory, Cancellation);
            var table = new TableClient(azurite.ConnectionString, "rows");
            var container = new BlobContainerClient(azurite.ConnectionString, "blobs");
            await table.CreateIfNotExistsAsync(Cancellation);
            await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
            Assert.Equal(rows.Order(StringComparer.Ordinal), await RowsAsync(table), StringComparer.Ordinal);
            Assert.Equal(blobs.Order(StringComparer.Ordinal), await BlobsAsync(container), StringComparer.Ordinal);

            rows.AddRange(Enumerable.Range(0, 100).Select(n => $"{life}-{n:D3}"));
            await table.SubmitTransactionAsync(
                rows[^100..].Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", row))), Cancellation);
            await table.DeleteEntityAsync("p", rows[^1], ETag.All, Cancellation);
            rows.RemoveAt(rows.Count - 1);
            blobs.Add($"{life}");
            await container.GetBlobClient($"{life}").UploadAsync(new BinaryData($"{life}"), overwrite: false, Cancellation);
            using var process = Process.GetProcessById(azurite.ProcessId);
            process.Kill();
        }
    }

    [Fact]
    public async Task A_directory_serves_one_emulator_at_a_time()
    {
        await using var azurite = await Azurite.StartAsync(directory, Cancellation);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Azurite.StartAsync(directory, Cancellation));

        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> RowsAsync(TableClient table)
    {
        var keys = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
            keys.Add(row.RowKey);
        return keys;
    }

    /// <summary>The names of the blobs whose content is their name.</summary>
    private static async Task<List<string>> BlobsAsync(BlobContainerClient container)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
            names.Add((await container.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation)).Value.Content.ToString());
        return names;
    }
}
