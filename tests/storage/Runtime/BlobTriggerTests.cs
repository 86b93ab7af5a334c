using Azure.Storage.Blobs;
using Xunit;

namespace Aim.Storage.Tests.Runtime;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private readonly string _name = AzuriteFixture.UniqueName();
    private readonly Recorder _seen = new();

    private BlobContainerClient Blobs => StorageHost.Container(azurite.ConnectionString, _name);

    private BlobContainerClient Hosts => StorageHost.Container(azurite.ConnectionString, "azure-webjobs-hosts");

    [Fact]
    public async Task A_blob_fires_once_and_again_when_it_changes()
    {
        await using var host = await StartAsync();
        await PutAsync("feed/2025-01/a", "1");
        await _seen.WaitForAsync("2025-01 a 1");
        await PutAsync("feed/2025-01/b", "1");
        await _seen.WaitForAsync("2025-01 b 1");
        await PutAsync("feed/2025-01/a", "1");
        await _seen.WaitForAsync("2025-01 a 1", times: 2);
        await PutAsync("other/2025-01/c", "1");
        await PutAsync("feed/2025-01/d", "1");
        await _seen.WaitForAsync("2025-01 d 1");
        Assert.Equal(["2025-01 a 1", "2025-01 b 1", "2025-01 a 1", "2025-01 d 1"], _seen.Lines);
    }

    [Fact]
    public async Task Every_function_sees_it_in_its_own_way()
    {
        await using var host = await StartAsync(typeof(BindingSamples));
        await PutAsync("all/42", "four");
        await _seen.WaitAsync(() => _seen.Lines.Count >= 4, "four functions");
        Assert.Equal(
            ["bytes 4", "client all/42 True", "container True 42", "text 42 four"],
            _seen.Lines.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_came_while_the_host_was_down_fires_after_the_start_and_nothing_else_does()
    {
        await using (await StartAsync())
        {
            await PutAsync("feed/2025-01/a", "1");
            await PutAsync("feed/2025-01/b", "1");
            await _seen.WaitForAsync("2025-01 a 1");
            await _seen.WaitForAsync("2025-01 b 1");
        }

        await PutAsync("feed/2025-01/b", "2");
        await PutAsync("feed/2025-01/c", "1");
        for (var start = 0; start < 2; start++)
        {
            await using var host = await StartAsync();
            await PutAsync($"feed/start/{start}", "1");
            await _seen.WaitForAsync($"start {start} 1");
        }

        Assert.Equal(
            ["2025-01 a 1", "2025-01 b 1", "2025-01 b 2", "2025-01 c 1", "start 0 1", "start 1 1"],
            _seen.Lines.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Single(Hosts.GetBlobs(prefix: $"blobreceipts/{_name}/", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_its_receipts_a_blob_fires_again()
    {
        await using (await StartAsync())
        {
            await PutAsync("feed/2025-01/a", "1");
            await _seen.WaitForAsync("2025-01 a 1");
        }

        foreach (var log in Hosts.GetBlobs(prefix: $"blobreceipts/{_name}/", cancellationToken: TestContext.Current.CancellationToken))
            await Hosts.DeleteBlobAsync(log.Name, cancellationToken: TestContext.Current.CancellationToken);
        await using var again = await StartAsync();
        await _seen.WaitForAsync("2025-01 a 1", times: 2);
    }

    [Fact]
    public async Task After_five_tries_a_blob_is_poison_and_the_others_go_on()
    {
        _seen.OnBlob = (line, _) =>
            line.Contains("bad", StringComparison.Ordinal) ? throw new InvalidDataException(line) : Task.CompletedTask;
        await using (await StartAsync())
        {
            await PutAsync("feed/2025-01/bad", "1");
            await PutAsync("feed/2025-01/good", "1");
            await _seen.WaitForAsync("2025-01 good 1");
            await _seen.WaitForAsync("2025-01 bad 1", times: 5);
            await _seen.WaitAsync(() => Poison().Length > 0, "a poison record");
        }

        var record = await Hosts.GetBlobClient(Assert.Single(Poison())).DownloadContentAsync(TestContext.Current.CancellationToken);
        using var json = System.Text.Json.JsonDocument.Parse(record.Value.Content);
        Assert.Equal("Host.Functions.Feed", json.RootElement.GetProperty("FunctionId").GetString());
        Assert.Equal("BlockBlob", json.RootElement.GetProperty("BlobType").GetString());
        Assert.Equal(_name, json.RootElement.GetProperty("ContainerName").GetString());
        Assert.Equal("feed/2025-01/bad", json.RootElement.GetProperty("BlobName").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("ETag").GetString()!);

        await using var host = await StartAsync();
        await PutAsync("feed/2025-01/later", "1");
        await _seen.WaitForAsync("2025-01 later 1");
        Assert.Equal(5, _seen.Lines.Count(line => line.Contains("bad", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_more_run_at_once_than_host_json_says()
    {
        using var gate = new SemaphoreSlim(0);
        _seen.OnBlob = (_, stop) => gate.WaitAsync(stop);
        await using var host = await StartAsync();
        foreach (var i in Enumerable.Range(0, 9))
            await PutAsync($"feed/2025-01/{i}", "1");
        await _seen.WaitAsync(() => _seen.Lines.Count == 4, "four runs");
        gate.Release(9);
        await _seen.WaitAsync(() => _seen.Lines.Count == 9, "nine runs");
        Assert.Equal(4, _seen.MostAtOnce);
    }

    [Fact]
    public async Task A_run_that_the_stop_cut_off_happens_again()
    {
        _seen.OnBlob = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        await using (await StartAsync())
        {
            await PutAsync("feed/2025-01/a", "1");
            await _seen.WaitForAsync("2025-01 a 1");
        }

        _seen.OnBlob = (_, _) => Task.CompletedTask;
        await using var host = await StartAsync();
        await _seen.WaitForAsync("2025-01 a 1", times: 2);
        Assert.Empty(Poison());
    }

    private Task<StorageHost> StartAsync(Type? sample = null) =>
        StorageHost.StartAsync(azurite.ConnectionString, _name, _seen, [], sample ?? typeof(FeedSample));

    private Task PutAsync(string name, string content) =>
        Blobs.GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true, TestContext.Current.CancellationToken);

    private string[] Poison() => [.. Hosts.GetBlobs(prefix: $"poison/{_name}/Feed/").Select(blob => blob.Name)];
}
