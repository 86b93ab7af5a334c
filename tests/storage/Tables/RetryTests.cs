using Aim.Faults.Proxy;
using Azure;
using Azure.Data.Tables;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Storage.Tests.Tables;

public sealed class RetryTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task Fault_29_A_busy_service_is_asked_again()
    {
        await using var proxy = await PlayAsync(new FaultRule(StorageError(503, "ServerBusy")) { Count = 2 });

        await Through(proxy).SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Cancellation);

        Assert.Equal(3, proxy.Calls.Count);
        Assert.True((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task Fault_28_An_insert_whose_answer_is_lost_meets_its_own_row()
    {
        await using var proxy = await PlayAsync(new FaultRule(LoseAnswer) { Count = 1 });

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => Through(proxy).AddEntityAsync(new TableEntity("p", "r") { ["Mine"] = 1 }, Cancellation));

        Assert.Equal((409, 2), (refusal.Status, proxy.Calls.Count));
        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value.GetInt32("Mine"));
    }
}
