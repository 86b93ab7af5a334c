using Xunit;

namespace Aim.EndToEnd.Tests;

/// <summary>What is asked wrongly costs one line and exit code 2.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("'0'", "run", "--port", "0")]
    [InlineData("'65536'", "run", "--port", "65536")]
    [InlineData("'http'", "run", "--port", "http")]
    [InlineData("'/no/such directory'", "run", "--data", "/no/such directory")]
    [InlineData("--admin-key", "run", "--admin-key", "with blank")]
    [InlineData("'walk'", "walk")]
    [InlineData("'--fast'", "run", "--fast")]
    [InlineData("command")]
    public async Task A_bad_argument_is_one_line_that_names_it(string named, params string[] arguments)
    {
        var (exitCode, output) = await AppProcess.RunToEndAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("aim: ", output, StringComparison.Ordinal);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var (exitCode, output) = await AppProcess.RunToEndAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.All(["run", "test", "bench"], command => Assert.Contains($"  {command} ", output, StringComparison.Ordinal));
    }
}
