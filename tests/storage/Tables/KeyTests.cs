using Azure;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Tables;

public sealed class KeyTests(AzuriteFixture azurite) : TableTest(azurite)
{
    public static TheoryData<string> Keys =>
        ["", " ", "O'Hare", "''", "100%", "%41", "a+b", "a&b=c", "Zürich é ß", "鋁 アルミ", "😀", "..", "a(b)c,d;e:f@g!h*i$j~k\"l", new string('k', 512)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Fault_34_A_key_of_any_allowed_characters_is_written_read_found_and_deleted(string key)
    {
        await Table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 }, Cancellation);
        await Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateReplace, new TableEntity(key, key) { ["N"] = 2 }, ETag.All),
                new(TableTransactionActionType.Add, new TableEntity(key, "other")),
            ],
            Cancellation);

        var row = (await Table.GetEntityAsync<TableEntity>(key, key, cancellationToken: Cancellation)).Value;
        var found = await ListAsync(Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}"), cancellationToken: Cancellation));
        await Table.DeleteEntityAsync(key, key, row.ETag, Cancellation);

        Assert.Equal((key, key, 2), (row.PartitionKey, row.RowKey, row.GetInt32("N")));
        Assert.Equal(key, Assert.Single(found).RowKey);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>(key, key, cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task Fault_34_Rows_come_in_the_ordinal_order_of_their_keys()
    {
        string[] keys = ["a", "B", "é", "Z", "0", "aa", "鋁", "_", "~", "a b"];
        foreach (var key in keys)
            await Table.AddEntityAsync(new TableEntity("p", key), Cancellation);

        var rows = await ListAsync(Table.QueryAsync<TableEntity>("PartitionKey eq 'p'", cancellationToken: Cancellation));

        Assert.Equal(keys.Order(StringComparer.Ordinal), rows.Select(row => row.RowKey), StringComparer.Ordinal);
    }
}
