using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Xunit;

namespace Aim.Tests.Tables;

/// <summary>What the service would refuse is refused before it is sent: nothing listens at this client's address.</summary>
public sealed class EntityLimitTests
{
    private static readonly TableClient Nowhere = new(
        new Uri("http://127.0.0.1:9/account"), "table", new TableSharedKeyCredential("account", Convert.ToBase64String(new byte[64])), NoRetries());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, TableEntity> Refused => new()
    {
        { "OutOfRangeInput", new TableEntity("p", "a/b") },
        { "OutOfRangeInput", new TableEntity("a\\b", "r") },
        { "OutOfRangeInput", new TableEntity("a#b", "r") },
        { "OutOfRangeInput", new TableEntity("a?b", "r") },
        { "OutOfRangeInput", new TableEntity("a\tb", "r") },
        { "OutOfRangeInput", new TableEntity("a\u0085b", "r") },
        { "OutOfRangeInput", new TableEntity("p", "r") { ["T"] = new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero) } },
        { "KeyValueTooLarge", new TableEntity("p", new string('k', 513)) },
        { "PropertiesNeedValue", new TableEntity("p", null!) },
        { "PropertiesNeedValue", new TableEntity() },
        { "PropertyValueTooLarge", new TableEntity("p", "r") { ["S"] = new string('x', 32_769) } },
        { "PropertyValueTooLarge", new TableEntity("p", "r") { ["B"] = new byte[65_537] } },
        { "PropertyNameTooLong", new TableEntity("p", "r") { [new string('n', 256)] = 1 } },
        { "PropertyNameInvalid", new TableEntity("p", "r") { ["a-b"] = 1 } },
        { "PropertyNameInvalid", new TableEntity("p", "r") { ["1a"] = 1 } },
        { "TooManyProperties", WithProperties(253, 1) },
        { "EntityTooLarge", WithProperties(16, new string('x', 32_768)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Fault_31_A_row_over_a_limit_is_refused_with_the_code_of_the_service(string code, TableEntity entity)
    {
        var alone = await Assert.ThrowsAsync<RequestFailedException>(() => Nowhere.UpsertEntityAsync(entity, cancellationToken: Cancellation));
        var second = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Nowhere.SubmitTransactionAsync(
            [Upsert(new TableEntity(entity.PartitionKey ?? "p", "first")), Upsert(entity)], Cancellation));

        Assert.Equal((400, code), (alone.Status, alone.ErrorCode));
        Assert.Equal(400, second.Status);
        if (second.FailedTransactionActionIndex == 1)
            Assert.Equal(code, second.ErrorCode);
    }

    public static TheoryData<TableEntity> Allowed =>
    [
        new TableEntity("", ""),
        new TableEntity(new string('k', 512), new string('k', 512)),
        new TableEntity("p", "r") { ["S"] = new string('x', 32_768), ["B"] = new byte[65_536], ["T"] = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        WithProperties(252, 1),
        WithProperties(15, new string('x', 32_768)),
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task A_row_at_its_limits_is_sent(TableEntity entity)
    {
        // Status 0: it got as far as the closed port.
        Assert.Equal(0, (await Assert.ThrowsAsync<RequestFailedException>(() => Nowhere.UpsertEntityAsync(entity, cancellationToken: Cancellation))).Status);
    }

    [Fact]
    public async Task A_type_that_tables_lack_is_refused() => await Assert.ThrowsAsync<NotSupportedException>(
        () => Nowhere.UpsertEntityAsync(new TableEntity("p", "r") { ["Decimal"] = 1m }, cancellationToken: Cancellation));

    [Fact]
    public async Task Fault_31_A_transaction_of_more_than_100_actions_is_refused()
    {
        var refusal = await SubmitAsync(Enumerable.Range(0, 101).Select(n => Upsert(new TableEntity("p", $"{n}"))));

        Assert.True(refusal.ErrorCode == TableErrorCode.InvalidInput);
    }

    [Fact]
    public async Task A_transaction_over_two_partitions_is_refused_at_the_first_stray_row()
    {
        var refusal = await SubmitAsync([Upsert(new TableEntity("p", "a")), Upsert(new TableEntity("p", "b")), Upsert(new TableEntity("q", "c"))]);

        Assert.True(refusal.ErrorCode == TableErrorCode.CommandsInBatchActOnDifferentPartitions);
        Assert.Equal(2, refusal.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task Fault_32_A_transaction_with_a_row_twice_is_refused_at_its_second_place()
    {
        var refusal = await SubmitAsync([Upsert(new TableEntity("p", "a")), Upsert(new TableEntity("p", "a"))]);

        Assert.True(refusal.ErrorCode == TableErrorCode.InvalidDuplicateRow);
        Assert.Equal(1, refusal.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_of_nothing_is_a_mistake_of_the_caller() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Nowhere.SubmitTransactionAsync([], Cancellation));

    private static TableTransactionAction Upsert(TableEntity entity) => new(TableTransactionActionType.UpsertReplace, entity);

    private static Task<TableTransactionFailedException> SubmitAsync(IEnumerable<TableTransactionAction> actions) =>
        Assert.ThrowsAsync<TableTransactionFailedException>(() => Nowhere.SubmitTransactionAsync(actions, Cancellation));

    private static TableEntity WithProperties(int count, object value)
    {
        var entity = new TableEntity("p", "r");
        for (var n = 0; n < count; n++)
            entity[$"P{n}"] = value;
        return entity;
    }

    private static TableClientOptions NoRetries()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        return options;
    }
}
