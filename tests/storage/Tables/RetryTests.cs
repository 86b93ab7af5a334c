using System.Net;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Tables;

public sealed class RetryTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        var asked = 0;
        await using var proxy = await TableProxy.StartAsync(ConnectionString, async (_, forward) =>
            asked++ < 2 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : await forward(null));

        await proxy.Client(ConnectionString, Table.Name).SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Cancellation);

        Assert.Equal(3, asked);
        Assert.True((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task An_insert_whose_answer_is_lost_meets_its_own_row()
    {
        var asked = 0;
        await using var proxy = await TableProxy.StartAsync(ConnectionString, async (_, forward) =>
        {
            var answer = await forward(null);
            if (asked++ > 0)
                return answer;
            answer.Dispose();
            return null;
        });

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => proxy.Client(ConnectionString, Table.Name).AddEntityAsync(new TableEntity("p", "r") { ["Mine"] = 1 }, Cancellation));

        Assert.Equal((409, 2), (refusal.Status, asked));
        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value.GetInt32("Mine"));
    }
}
