using Aim.Pipeline.Raw;
using Xunit;

namespace Aim.Tests.Pipeline;

public sealed class RawBlobTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_name_says_all_of_an_answer()
    {
        var blob = new RawBlob("census-imports", "2025-03", 17, new DateTimeOffset(2025, 5, 6, 13, 4, 5, TimeSpan.Zero), 1503, Hash, "json");

        Assert.Equal($"census-imports/2025-03/000017-20250506T130405Z-1503-{Hash}.json.gz", blob.Name);
        Assert.Equal(blob, RawBlob.TryParse(blob.Name));
        Assert.Equal(blob with { Sequence = 12_345_678 }, RawBlob.TryParse((blob with { Sequence = 12_345_678 }).Name));
    }

    [Theory]
    [InlineData("census-imports/2025-03/000017-20250506T130405Z-1503-0123.json.gz")]
    [InlineData("census-imports/2025-03/000017-20251306T130405Z-1503-0123456789abcdef0123456789abcdef.json.gz")]
    [InlineData("census-imports/../000017-20250506T130405Z-1503-0123456789abcdef0123456789abcdef.json.gz")]
    [InlineData("census-imports/2025-03/x/000017-20250506T130405Z-1503-0123456789abcdef0123456789abcdef.json.gz")]
    [InlineData("census-imports/2025-03/000017-20250506T130405Z-1503-0123456789abcdef0123456789abcdef.json")]
    [InlineData("census-imports/2025-03/000017-20250506T130405Z-1503-0123456789abcdef0123456789abcdef.exe.gz")]
    [InlineData("")]
    public void Other_names_are_not_ours(string name) => Assert.Null(RawBlob.TryParse(name));
}
