using System.Security.Cryptography;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Tables;

/// <summary>A table of its own for each test.</summary>
public abstract class TableTest(AzuriteFixture azurite) : IAsyncLifetime
{
    protected string ConnectionString { get; } = azurite.ConnectionString;

    protected TableClient Table { get; } = new(azurite.ConnectionString, AzuriteFixture.UniqueName());

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

    protected static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
