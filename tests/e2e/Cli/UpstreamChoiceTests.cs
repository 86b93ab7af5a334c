using Aim.Cli;
using Xunit;

namespace Aim.EndToEnd.Tests.Cli;

public sealed class UpstreamChoiceTests
{
    [Fact]
    public void Without_keys_it_is_the_sample() => Assert.True(UpstreamChoice.Make(null, _ => null).Sample);

    [Fact]
    public void One_missing_key_is_the_sample_still() =>
        Assert.True(UpstreamChoice.Make(null, name => string.Equals(name, "BLS_API_KEY", StringComparison.Ordinal) ? "" : "key").Sample);

    [Fact]
    public void With_all_keys_it_is_the_real_services() =>
        Assert.Equal(new UpstreamChoice("live", null, Live: true), UpstreamChoice.Make(null, _ => "key"));

    [Fact]
    public void A_directory_comes_before_the_keys()
    {
        var choice = UpstreamChoice.Make("/data/one", _ => "key");

        Assert.False(choice.Live);
        Assert.False(choice.Sample);
        Assert.Matches("^data-[0-9a-f]{8}$", choice.StateName);
    }

    [Theory]
    [InlineData("/data/one/", true)]
    [InlineData("/data/two/../one", true)]
    [InlineData("/data/two", false)]
    public void The_state_follows_the_directory_and_not_how_it_is_written(string other, bool same)
    {
        var (one, another) = (UpstreamChoice.Make("/data/one", _ => null), UpstreamChoice.Make(other, _ => null));

        Assert.Equal(same, string.Equals(one.StateName, another.StateName, StringComparison.Ordinal));
    }
}
