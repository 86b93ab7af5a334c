using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Xunit;

namespace Aim.Storage.Tests.Tables;

public sealed class TransactionTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task A_hundred_rows_are_written_at_once_and_each_answer_has_its_version()
    {
        var answers = (await Table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(n => Upsert($"{n:D3}")), Cancellation)).Value;

        var rows = await ListAsync(Table.QueryAsync<TableEntity>(cancellationToken: Cancellation));
        Assert.Equal(rows.Select(row => (ETag?)row.ETag), answers.Select(answer => answer.Headers.ETag));
        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(100, rows.Count);
    }

    [Fact]
    public async Task Every_kind_of_action_does_what_it_says()
    {
        await Table.SubmitTransactionAsync([Upsert("merge"), Upsert("replace"), Upsert("delete")], Cancellation);

        await Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "add") { ["B"] = 2 }),
                new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merge") { ["B"] = 2 }, ETag.All),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replace") { ["B"] = 2 }, ETag.All),
                new(TableTransactionActionType.Delete, new TableEntity("p", "delete")),
                new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upsert") { ["B"] = 2 }),
            ],
            Cancellation);

        var rows = await ListAsync(Table.QueryAsync<TableEntity>(cancellationToken: Cancellation));
        Assert.Equal(
            [("add", null, 2), ("merge", 1, 2), ("replace", null, 2), ("upsert", null, 2)],
            rows.Select(row => (row.RowKey, row.GetInt32("N"), row.GetInt32("B"))));
    }

    [Fact]
    public async Task Fault_30_A_conflict_within_a_transaction_is_found_in_its_answer_and_nothing_is_written()
    {
        await Table.AddEntityAsync(new TableEntity("p", "there"), Cancellation);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [Upsert("a"), Upsert("b"), new(TableTransactionActionType.Add, new TableEntity("p", "there"))], Cancellation));

        Assert.Equal((409, 2), (refusal.Status, refusal.FailedTransactionActionIndex));
        Assert.True(refusal.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Single(await ListAsync(Table.QueryAsync<TableEntity>(cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task One_stale_version_stops_the_whole_transaction()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Cancellation);
        var stale = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, TableUpdateMode.Replace, Cancellation);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [Upsert("a"), new(TableTransactionActionType.UpdateReplace, stale, stale.ETag)], Cancellation));

        Assert.Equal((412, 1), (refusal.Status, refusal.FailedTransactionActionIndex));
        Assert.Equal(2, Assert.Single(await ListAsync(Table.QueryAsync<TableEntity>(cancellationToken: Cancellation))).GetInt32("N"));
    }

    [Fact]
    public async Task An_update_of_a_missing_row_fails_under_any_version()
    {
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "r"), ETag.All)], Cancellation));

        Assert.Equal((404, 0), (refusal.Status, refusal.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task The_largest_transaction_that_is_allowed_passes_and_one_row_more_is_refused_before_it_is_sent()
    {
        // 48 rows of 65,000 bytes are 4,167,000 bytes of base64, under 4 MiB; 49 are over it.
        var bytes = new byte[65_000];
        TableTransactionAction Large(int n) => new(TableTransactionActionType.UpsertReplace, new TableEntity("p", $"{n}") { ["B"] = bytes });

        await Table.SubmitTransactionAsync(Enumerable.Range(0, 48).Select(Large), Cancellation);
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Table.SubmitTransactionAsync(Enumerable.Range(0, 49).Select(Large), Cancellation));

        Assert.Equal((413, "RequestBodyTooLarge"), (refusal.Status, refusal.ErrorCode));
    }

    private static TableTransactionAction Upsert(string row) =>
        new(TableTransactionActionType.UpsertReplace, new TableEntity("p", row) { ["N"] = 1 });
}
