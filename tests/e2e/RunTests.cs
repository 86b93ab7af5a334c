using System.Net;
using Xunit;

namespace Aim.EndToEnd.Tests;

/// <summary>The promises of <c>aim run</c> about its processes and its state.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task A_run_gets_ready_answers_and_stops_leaving_no_process()
    {
        await using var app = await AppProcess.StartAsync();
        var children = ProcessTree.Descendants(app.Id);

        using var http = new HttpClient { BaseAddress = app.BaseAddress };
        using var answer = await http.GetAsync("api/v1/us-imports.json?by=total", TestContext.Current.CancellationToken);
        var exitCode = await app.StopAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"Ready: http://localhost:{app.BaseAddress.Port}", app.Output.Single(line => line.StartsWith("Ready", StringComparison.Ordinal)));
        Assert.Matches("^[0-9a-f]{32}$", app.AdminKey);
        Assert.NotEmpty(children);
        Assert.Equal(0, exitCode);
        Assert.Empty(await ProcessTree.StillRunningAsync(children, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_killed_run_leaves_no_process_and_starts_again_with_its_key()
    {
        await using var app = await AppProcess.StartAsync();
        var children = ProcessTree.Descendants(app.Id);
        var key = app.AdminKey;

        await app.KillAsync();
        var left = await ProcessTree.StillRunningAsync(children, TimeSpan.FromSeconds(2));
        await app.StartAgainAsync();

        Assert.NotEmpty(children);
        Assert.Empty(left);
        Assert.Equal(key, app.AdminKey);
        Assert.Equal(0, await app.StopAsync());
    }

    [Fact]
    public async Task A_second_run_on_the_same_state_is_refused_and_the_first_goes_on()
    {
        await using var app = await AppProcess.StartAsync();

        var (exitCode, output) = await AppProcess.RunToEndAsync("run", "--port", "1", "--state", app.State);

        Assert.Equal(2, exitCode);
        Assert.Matches("^aim: Another run uses the state in [^\n]*$", output);
        Assert.Equal(0, await app.StopAsync());
    }

    [Fact]
    public async Task A_second_run_on_the_same_port_is_refused()
    {
        await using var app = await AppProcess.StartAsync();
        using var other = new TemporaryDirectory();

        var (exitCode, output) = await AppProcess.RunToEndAsync("run", "--port", $"{app.BaseAddress.Port}", "--state", other.Path);

        Assert.Equal(2, exitCode);
        Assert.Equal($"aim: Port {app.BaseAddress.Port} is in use: choose another with --port.", output);
    }
}
