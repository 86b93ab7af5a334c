using Aim.Cli;
using Xunit;

namespace Aim.EndToEnd.Tests.Cli;

public sealed class ProgressTests
{
    private static readonly FeedStatus Imports = new("census-imports", "working", "2021-06");
    private static readonly FeedStatus Exports = new("census-exports", "due", null);

    private readonly StringWriter output = new();

    [Fact]
    public void In_a_file_only_what_changed_is_written()
    {
        var progress = new Progress(output, width: null);

        progress.Show([Imports, Exports]);
        progress.Show([Imports, Exports]);
        progress.Show([Imports with { NewestPeriod = "2021-07" }, Exports]);

        Assert.Equal(
            """
            census-imports    2021-06  working
            census-exports    -        due
            census-imports    2021-07  working

            """,
            output.ToString());
    }

    [Fact]
    public void On_a_terminal_the_feeds_are_rewritten_in_place_until_another_line_comes()
    {
        var progress = new Progress(output, () => 80);

        progress.Show([Imports, Exports]);
        progress.Show([Imports with { State = "idle" }, Exports]);
        progress.Say("Ready");
        progress.Show([Imports]);

        Assert.Equal(
            "census-imports    2021-06  working\ncensus-exports    -        due\n"
            + "\e[2F\e[Jcensus-imports    2021-06  idle\ncensus-exports    -        due\n"
            + "Ready\ncensus-imports    2021-06  working\n",
            output.ToString());
    }

    [Fact]
    public void On_a_narrow_terminal_a_line_is_cut_because_a_wrapped_one_could_not_be_cleared()
    {
        new Progress(output, () => 10).Show([Imports]);

        Assert.Equal("census-im\n", output.ToString());
    }
}
