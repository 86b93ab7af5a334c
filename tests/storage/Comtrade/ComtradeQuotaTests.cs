using Aim.Pipeline;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Xunit;

namespace Aim.Storage.Tests.Comtrade;

public sealed class ComtradeQuotaTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Processes_share_the_day_s_calls_and_none_is_counted_twice()
    {
        var name = AzuriteFixture.UniqueName();
        var processes = Enumerable.Range(0, 4).Select(_ => Quota(name, Noon, 30)).ToList();
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TryTakeAsync(processes[i % processes.Count])));

        Assert.Equal(30, taken.Count(t => t is null));
        Assert.All(taken.OfType<SourceException>(), e => Assert.Equal((SourceFault.Quota, true, Noon.AddHours(12)), (e.Fault, e.StopsRun, e.Until)));
        Assert.Null(await TryTakeAsync(Quota(name, Noon.AddHours(12), 30)));
    }

    [Fact]
    public async Task What_the_service_refuses_holds_for_all_until_it_is_over()
    {
        var name = AzuriteFixture.UniqueName();
        await Quota(name, Noon, 30).StopAsync(Noon.AddHours(2), TestContext.Current.CancellationToken);
        Assert.Equal(Noon.AddHours(2), (await TryTakeAsync(Quota(name, Noon.AddMinutes(119), 30)))!.Until);
        Assert.Null(await TryTakeAsync(Quota(name, Noon.AddHours(2), 30)));
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_counted()
    {
        var name = AzuriteFixture.UniqueName();
        foreach (var (key, limit) in new[] { ("k", 0), ((string?)null, (int?)null) })
        {
            Assert.Null(await TryTakeAsync(Quota(name, Noon, limit, key)));
        }

        var tables = new TableServiceClient(azurite.ConnectionString);
        await foreach (var table in tables.QueryAsync(cancellationToken: TestContext.Current.CancellationToken)) Assert.DoesNotContain(name, table.Name, StringComparison.Ordinal);
    }

    private static async Task<SourceException?> TryTakeAsync(ComtradeQuota quota)
    {
        try
        {
            await quota.TakeAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (SourceException e)
        {
            return e;
        }
    }

    private ComtradeQuota Quota(string prefix, DateTimeOffset now, int? limit, string? key = "k")
    {
        var options = new AimOptions { Comtrade = { Key = key, CallsPerDay = limit } };
        var storage = new AimStorage(new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString), prefix);
        return new ComtradeQuota(storage, Options.Create(options), new Pipeline.FrozenClock(now));
    }
}
