using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Xunit;

namespace Aim.Storage.Tests.Tables;

public sealed class TableServiceTests(AzuriteFixture azurite) : TableTest(azurite)
{
    private readonly TableServiceClient service = new(azurite.ConnectionString);

    [Fact]
    public async Task A_table_is_made_found_refused_twice_and_deleted()
    {
        var name = AzuriteFixture.UniqueName();
        Assert.Equal(name, (await service.CreateTableAsync(name, Cancellation)).Value.Name);
        Assert.Equal(name, (await service.CreateTableIfNotExistsAsync(name, Cancellation)).Value.Name);
        var again = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync(name, Cancellation));
        Assert.Equal(409, again.Status);
        Assert.True(again.ErrorCode == TableErrorCode.TableAlreadyExists);
        Assert.Contains(name, (await ListAsync(service.QueryAsync(cancellationToken: Cancellation))).Select(table => table.Name), StringComparer.Ordinal);

        await service.DeleteTableAsync(name, Cancellation);
        await service.DeleteTableAsync(name, Cancellation);

        Assert.DoesNotContain(name, (await ListAsync(service.QueryAsync(cancellationToken: Cancellation))).Select(table => table.Name), StringComparer.Ordinal);
        var missing = await Assert.ThrowsAsync<RequestFailedException>(
            () => service.GetTableClient(name).AddEntityAsync(new TableEntity("p", "r"), Cancellation));
        Assert.True(missing.ErrorCode == TableErrorCode.TableNotFound);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_a_clear_error()
    {
        var endpoint = new Uri(ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';', '/'));
        var stranger = new TableClient(endpoint, Table.Name, new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[64])));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => stranger.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation));

        Assert.Equal((403, "AuthorizationFailure"), (refusal.Status, refusal.ErrorCode));
    }
}
