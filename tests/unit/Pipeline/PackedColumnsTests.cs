using Aim.Pipeline.Storage;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Tests.Pipeline;

public sealed class PackedColumnsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(62_999)]
    [InlineData(63_000)]
    [InlineData(63_001)]
    [InlineData(126_000)]
    [InlineData(500_000)]
    public void Bytes_of_any_length_come_back_from_columns_within_the_limit(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var entity = new TableEntity("p", "r");
        PackedColumns.Write(entity, "Data", new byte[700_000]);

        PackedColumns.Write(entity, "Data", bytes);

        Assert.Equal(bytes, PackedColumns.ReadBytes(entity, "Data"));
        Assert.All(entity.Select(c => c.Value).OfType<byte[]>(), column => Assert.True(column.Length <= 64 * 1024));
    }

    [Fact]
    public void Text_comes_back_and_an_absent_column_is_empty()
    {
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(_ => $"{random.Next():x} é\n"));
        var entity = new TableEntity("p", "r");
        PackedColumns.Write(entity, "Text", text);

        Assert.True(entity.ContainsKey("Text1"));
        Assert.Equal(text, PackedColumns.Read(entity, "Text"));
        Assert.Equal("", PackedColumns.Read(entity, "Other"));
    }
}
