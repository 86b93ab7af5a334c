using Aim.Faults.Proxy;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Tables;

public sealed class PagingTests(AzuriteFixture azurite) : TableTest(azurite)
{
    private const string NextPartition = "x-ms-continuation-NextPartitionKey";

    [Fact]
    public async Task More_rows_than_a_page_holds_come_complete_and_in_order()
    {
        await FillAsync(2400);

        var pages = await ListAsync(Table.QueryAsync<TableEntity>(cancellationToken: Cancellation).AsPages());

        Assert.Equal([1000, 1000, 400], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, 2400), pages.SelectMany(page => page.Values).Select(row => row.GetInt32("N")!.Value));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task Pages_have_the_size_asked_for_and_a_reader_can_go_on_from_one()
    {
        await FillAsync(250);
        var query = Table.QueryAsync<TableEntity>(maxPerPage: 100, cancellationToken: Cancellation);

        var first = (await ListAsync(query.AsPages()))[0];
        var rest = await ListAsync(query.AsPages(first.ContinuationToken));

        Assert.Equal([100, 50], rest.Select(page => page.Values.Count));
        Assert.Equal(100, rest[0].Values[0].GetInt32("N"));
    }

    [Theory]
    [InlineData("RowKey ge '00010' and RowKey lt '00013'", 3)]
    [InlineData("N ge 248", 2)]
    [InlineData("PartitionKey eq 'q'", 0)]
    public async Task A_filter_narrows_what_comes(string filter, int count)
    {
        await FillAsync(250);

        Assert.Equal(count, (await ListAsync(Table.QueryAsync<TableEntity>(filter, maxPerPage: 100, cancellationToken: Cancellation))).Count);
    }

    [Fact]
    public async Task A_filter_compares_long_integers()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["L"] = 1L << 60 }, Cancellation);

        var rows = Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"L eq {1L << 60}"), cancellationToken: Cancellation);

        Assert.Single(await ListAsync(rows));
    }

    [Fact]
    public async Task Fault_33_An_empty_page_with_a_continuation_is_not_the_end()
    {
        await FillAsync(3);
        await using var proxy = await PlayAsync(new FaultRule(call => IsFirst(call) ? EmptyPage("elsewhere")(call) : FromTheBeginningAsync(call)));

        var rows = await ListAsync(Through(proxy).QueryAsync<TableEntity>(cancellationToken: Cancellation));

        Assert.Equal((2, 3), (proxy.Calls.Count, rows.Count));
    }

    [Fact]
    public async Task Fault_33_A_continuation_without_a_row_key_goes_back_without_one()
    {
        await FillAsync(3);
        await using var proxy = await PlayAsync(new FaultRule(call => IsFirst(call) ? EmptyPage("p 2")(call) : FromTheBeginningAsync(call)));

        var rows = await ListAsync(Through(proxy).QueryAsync<TableEntity>(cancellationToken: Cancellation));

        Assert.Equal(3, rows.Count);
        Assert.Equal(["", "?NextPartitionKey=p%202"], proxy.Calls.Select(c => c.Target[(c.Target.IndexOf(')', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task Fault_33_A_service_that_repeats_a_continuation_ends_in_an_error()
    {
        await using var proxy = await PlayAsync(new FaultRule(EmptyPage("again")));

        var query = Through(proxy).QueryAsync<TableEntity>(cancellationToken: Cancellation);
        await Assert.ThrowsAsync<RequestFailedException>(() => ListAsync(query));

        Assert.Equal(2, proxy.Calls.Count);
    }

    [Fact]
    public async Task Rows_with_any_keys_are_paged()
    {
        string[] keys = ["鋁", "Zürich", "a b", "O'Hare", "100%", "😀"];
        foreach (var key in keys)
            await Table.AddEntityAsync(new TableEntity(key, key), Cancellation);

        var rows = await ListAsync(Table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: Cancellation));

        Assert.Equal(keys.Order(StringComparer.Ordinal), rows.Select(row => row.RowKey), StringComparer.Ordinal);
    }

    private static bool IsFirst(Exchange call) => !call.Target.Contains("NextPartitionKey", StringComparison.Ordinal);

    private static async Task FromTheBeginningAsync(Exchange call)
    {
        using var answer = await call.ForwardAsync(call.Target[..call.Target.IndexOf('?', StringComparison.Ordinal)]);
        await call.AnswerAsync(answer);
    }

    private static Fault EmptyPage(string nextPartition) => Aim.Faults.Proxy.Faults.Answer(200, """{"value":[]}""", (NextPartition, nextPartition));
}
