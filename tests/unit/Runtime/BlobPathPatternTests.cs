using Aim.Local.Runtime;
using Xunit;

namespace Aim.Tests.Runtime;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("raw/census/{period}/{name}", "census/2025-01/a.json", "period=2025-01 name=a.json")]
    [InlineData("raw/{feed}/{name}.{ext}", "bls/a.b.csv", "feed=bls name=a.b ext=csv")]
    [InlineData("raw/{path}", "a/b/c", "path=a/b/c")]
    [InlineData("raw/{a}/{b}", "x/y/z", "a=x/y b=z")]
    [InlineData("raw/(x)/{a}", "(x)/y", "a=y")]
    [InlineData("raw/fixed", "fixed", "")]
    [InlineData("raw", "any/thing", "")]
    public void Tokens_take_what_they_can(string path, string blob, string expected)
    {
        var pattern = new BlobPathPattern(Sample.Function, path);
        Assert.Equal("raw", pattern.Container);
        Assert.StartsWith(pattern.Prefix, blob, StringComparison.Ordinal);
        Assert.Equal(expected, string.Join(' ', pattern.Match(blob)!.Select(token => $"{token.Key}={token.Value}")));
    }

    [Theory]
    [InlineData("raw/census/{name}", "bls/a")]
    [InlineData("raw/fixed", "fixed2")]
    [InlineData("raw/{a}.csv", "a.csvx")]
    [InlineData("raw/a.csv", "aXcsv")]
    public void Other_names_do_not_match(string path, string blob) =>
        Assert.Null(new BlobPathPattern(Sample.Function, path).Match(blob));

    [Theory]
    [InlineData("{container}/x")]
    [InlineData("/x")]
    [InlineData("raw/{a}/{A}")]
    [InlineData("raw/{a")]
    [InlineData("raw/a}")]
    public void What_is_no_path_is_refused(string path) =>
        Assert.Throws<InvalidOperationException>(() => new BlobPathPattern(Sample.Function, path));
}
