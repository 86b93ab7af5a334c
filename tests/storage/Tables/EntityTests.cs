using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Xunit;

namespace Aim.Storage.Tests.Tables;

public sealed class EntityTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task An_inserted_row_reads_back_with_its_types_time_stamp_and_version()
    {
        var id = Guid.NewGuid();
        var time = new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1234567);
        await Table.AddEntityAsync(
            new TableEntity("p", "r")
            {
                ["Text"] = "Aluminium 'é' 鋁 😀 \0 \"\\",
                ["Empty"] = "",
                ["Int"] = int.MinValue,
                ["Long"] = long.MinValue,
                ["Whole"] = 2.0,
                ["Large"] = double.MaxValue,
                ["NaN"] = double.NaN,
                ["Infinity"] = double.NegativeInfinity,
                ["Flag"] = true,
                ["Time"] = time,
                ["Id"] = id,
                ["Bytes"] = new byte[] { 0, 250, 255, 62, 63 },
                ["Nothing"] = null,
            },
            Cancellation);

        var row = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;

        Assert.Equal("Aluminium 'é' 鋁 😀 \0 \"\\", row.GetString("Text"));
        Assert.Equal("", row.GetString("Empty"));
        Assert.Equal(int.MinValue, row.GetInt32("Int"));
        Assert.Equal(long.MinValue, row.GetInt64("Long"));
        Assert.Equal(2.0, row.GetDouble("Whole"));
        Assert.Equal(double.MaxValue, row.GetDouble("Large"));
        Assert.Equal(double.NaN, row.GetDouble("NaN"));
        Assert.Equal(double.NegativeInfinity, row.GetDouble("Infinity"));
        Assert.True(row.GetBoolean("Flag"));
        Assert.Equal(time, row.GetDateTimeOffset("Time"));
        Assert.Equal(time.UtcDateTime, row.GetDateTime("Time"));
        Assert.Equal(id, row.GetGuid("Id"));
        Assert.Equal([0, 250, 255, 62, 63], row.GetBinary("Bytes"));
        Assert.Equal([0, 250, 255, 62, 63], row.GetBinaryData("Bytes")!.ToArray());
        Assert.False(row.ContainsKey("Nothing"));
        Assert.NotNull(row.Timestamp);
        Assert.NotEqual(default, row.ETag);
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Text"));
    }

    [Fact]
    public async Task A_second_insert_of_a_row_is_a_conflict()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal(409, refusal.Status);
        Assert.True(refusal.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task Merge_keeps_and_replace_drops_what_is_not_sent()
    {
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, TableUpdateMode.Replace, Cancellation);
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, TableUpdateMode.Merge, Cancellation);
        var merged = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        Assert.Equal((1, 3), (merged.GetInt32("A"), merged.GetInt32("B")));

        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["C"] = 4 }, ETag.All, TableUpdateMode.Replace, Cancellation);
        var replaced = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        Assert.Equal((null, null, 4), (replaced.GetInt32("A"), replaced.GetInt32("B"), replaced.GetInt32("C")));
    }

    [Fact]
    public async Task A_stale_version_writes_and_deletes_nothing()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, Cancellation);
        var first = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        var second = await Table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace, Cancellation);
        Assert.NotEqual(first.ETag, second.Headers.ETag);

        var update = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace, Cancellation));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => Table.DeleteEntityAsync("p", "r", first.ETag, Cancellation));

        Assert.Equal((412, 412), (update.Status, delete.Status));
        Assert.True(update.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        await Table.DeleteEntityAsync(first, second.Headers.ETag!.Value, Cancellation);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task A_missing_row_is_an_error_to_get_and_update_and_none_to_ask_for_or_delete()
    {
        var get = await Assert.ThrowsAsync<RequestFailedException>(() => Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation));
        var update = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, cancellationToken: Cancellation));

        Assert.Equal((404, 404), (get.Status, update.Status));
        Assert.True(get.ErrorCode == TableErrorCode.ResourceNotFound);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "r", cancellationToken: Cancellation)).Status);
    }

    [Fact]
    public async Task Only_the_selected_properties_come_back()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L }, Cancellation);

        var row = (await Table.GetEntityAsync<TableEntity>("p", "r", ["B"], Cancellation)).Value;

        Assert.Equal((null, 2L), (row.GetInt32("A"), row.GetInt64("B")));
    }

    [Fact]
    public async Task A_class_with_properties_reads_back()
    {
        var written = new Run
        {
            PartitionKey = "census",
            RowKey = "1",
            Rows = 5_000_000_000,
            Share = 1,
            Kind = DayOfWeek.Friday,
            At = DateTimeOffset.UnixEpoch,
        };
        await Table.AddEntityAsync(written, Cancellation);

        var run = (await Table.GetEntityAsync<Run>("census", "1", cancellationToken: Cancellation)).Value;
        var raw = (await Table.GetEntityAsync<TableEntity>("census", "1", cancellationToken: Cancellation)).Value;

        Assert.Equal((5_000_000_000, 1.0, DayOfWeek.Friday, null, DateTimeOffset.UnixEpoch), (run.Rows, run.Share, run.Kind, run.Newest, run.At));
        Assert.NotEqual(default, run.ETag);
        Assert.Equal("Friday", raw.GetString("DayKind"));
        Assert.False(raw.ContainsKey("Secret"));
    }

    [Fact]
    public async Task Concurrent_increments_under_versions_lose_none()
    {
        await Table.AddEntityAsync(new TableEntity("p", "counter") { ["N"] = 0 }, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 25;)
            {
                var counter = (await Table.GetEntityAsync<TableEntity>("p", "counter", cancellationToken: Cancellation)).Value;
                counter["N"] = counter.GetInt32("N") + 1;
                try
                {
                    await Table.UpdateEntityAsync(counter, counter.ETag, TableUpdateMode.Replace, Cancellation);
                    done++;
                }
                catch (RequestFailedException exception) when (exception.Status == 412)
                {
                    // Another writer was first.
                }
            }
        })));

        Assert.Equal(200, (await Table.GetEntityAsync<TableEntity>("p", "counter", cancellationToken: Cancellation)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task Of_two_racing_inserts_one_wins()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 2).Select(async n =>
        {
            try
            {
                return (await Table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = n }, Cancellation)).Status;
            }
            catch (RequestFailedException exception)
            {
                return exception.Status;
            }
        }));

        Assert.Equal([204, 409], statuses.Order());
    }

    public sealed class Run : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public long Rows { get; set; }

        public double Share { get; set; }

        [DataMember(Name = "DayKind")]
        public DayOfWeek Kind { get; set; }

        public string? Newest { get; set; }

        public DateTimeOffset At { get; set; }

        [IgnoreDataMember]
        public string Secret => "never sent";
    }
}
