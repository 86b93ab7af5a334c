using Azure.Data.Tables;
using Xunit;

namespace Aim.Tests.Tables;

public sealed class QueryFilterTests
{
    [Fact]
    public void A_value_cannot_end_its_quotes() => Assert.Equal(
        "PartitionKey eq 'x'' or PartitionKey ne ''' and RowKey ge ''",
        TableClient.CreateQueryFilter($"PartitionKey eq {"x' or PartitionKey ne '"} and RowKey ge {""}"));

    [Fact]
    public void Every_type_has_its_literal()
    {
        var time = new DateTimeOffset(2025, 3, 6, 13, 30, 0, TimeSpan.FromHours(1));

        Assert.Equal(
            "B eq true and I eq -1 and L eq 5000000000L and D eq 0.5 and G eq guid'00000000-0000-0000-0000-000000000000'"
            + " and T lt datetime'2025-03-06T12:30:00.0000000Z' and X eq X'00ff'",
            TableClient.CreateQueryFilter(
                $"B eq {true} and I eq {-1} and L eq {5_000_000_000} and D eq {0.5} and G eq {Guid.Empty} and T lt {time} and X eq {new byte[] { 0, 255 }}"));
    }
}
