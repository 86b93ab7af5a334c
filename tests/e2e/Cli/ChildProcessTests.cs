using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aim.Cli;
using Xunit;

namespace Aim.EndToEnd.Tests.Cli;

public sealed class ChildProcessTests
{
    private readonly ConcurrentQueue<string> lines = [];

    [Fact]
    public async Task Its_lines_and_its_exit_code_arrive()
    {
        await using var child = Shell("echo one; echo two >&2; exit 7");

        Assert.Equal(7, await child.Exited);
        Assert.Equal(["one", "two"], lines.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_to_stop_before_it_is_killed()
    {
        var child = Shell("trap 'echo asked; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await LineAsync("up");

        await child.DisposeAsync();

        Assert.Contains("asked", lines, StringComparer.Ordinal);
        Assert.Equal(0, await child.Exited);
    }

    [Fact]
    public async Task One_that_does_not_listen_is_killed_with_its_children()
    {
        var child = Shell("trap '' TERM; (trap '' TERM; sleep 60) & echo up; wait; sleep 60", TimeSpan.FromMilliseconds(100));
        await LineAsync("up");
        var all = ProcessTree.Descendants(child.Id).Append(child.Id).ToArray();

        await child.DisposeAsync();

        Assert.True(all.Length >= 2);
        Assert.Empty(await ProcessTree.StillRunningAsync(all, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task One_that_left_its_output_to_another_process_has_ended_all_the_same()
    {
        await using var child = Shell("sleep 60 & echo $!");
        var exitCode = await child.Exited;
        using var left = Process.GetProcessById(int.Parse(Assert.Single(lines), CultureInfo.InvariantCulture));
        left.Kill();

        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task It_reads_no_end_of_input_while_we_live()
    {
        var child = Shell("cat; echo ended");

        await Assert.ThrowsAsync<TimeoutException>(() => child.Exited.WaitAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken));
        await child.DisposeAsync();
    }

    [Fact]
    public void A_program_that_is_not_there_is_named() =>
        Assert.Contains("no-such-program", Assert.Throws<CliException>(() => ChildProcess.Start(new("no-such-program"))).Message, StringComparison.Ordinal);

    private ChildProcess Shell(string script, TimeSpan? patience = null) =>
        ChildProcess.Start(new ProcessStartInfo("sh", ["-c", script]), lines.Enqueue, patience);

    private async Task LineAsync(string line)
    {
        while (!lines.Contains(line, StringComparer.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
    }
}
