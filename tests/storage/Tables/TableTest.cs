using System.Security.Cryptography;
using Aim.Faults.Proxy;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Tables;

/// <summary>A table of its own for each test.</summary>
public abstract class TableTest(AzuriteFixture azurite) : IAsyncLifetime
{
    protected string ConnectionString { get; } = azurite.ConnectionString;

    protected TableClient Table { get; } = new(azurite.ConnectionString, AzuriteFixture.UniqueName());

    private Uri TableEndpoint => new(ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';', '/'));

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Table.CreateIfNotExistsAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Table.DeleteAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    /// <summary>Rows <c>00000</c>, <c>00001</c>, ... of the partition <c>p</c>.</summary>
    protected async Task FillAsync(int count, int bytesEach = 0)
    {
        var bytes = RandomNumberGenerator.GetBytes(bytesEach);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await Table.SubmitTransactionAsync(
                chunk.Select(n => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, new TableEntity("p", $"{n:D5}") { ["N"] = n, ["B"] = bytes })),
                Cancellation);
        }
    }

    /// <summary>A real HTTP server before the emulator's tables, which plays a fault.</summary>
    protected async Task<FaultProxy> PlayAsync(FaultRule rule)
    {
        var proxy = await FaultProxy.StartAsync(TableEndpoint);
        proxy.Play(rule);
        return proxy;
    }

    /// <summary>A client of the table that goes through a proxy and waits little between tries.</summary>
    protected TableClient Through(FaultProxy proxy)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return new TableClient(
            ConnectionString.Replace(TableEndpoint.GetLeftPart(UriPartial.Authority), proxy.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), Table.Name, options);
    }

    protected static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
