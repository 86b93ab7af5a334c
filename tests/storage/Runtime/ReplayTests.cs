using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aim.Storage.Tests.Runtime;

public sealed class ReplayTests(AzuriteFixture azurite)
{
    private readonly string _name = AzuriteFixture.UniqueName();
    private readonly Recorder _seen = new();

    [Fact]
    public async Task Each_day_is_lived_until_nothing_more_happens_and_then_it_is_the_present()
    {
        await using var upstream = await ControlServer.StartAsync(_seen, "2025-03-06", "2025-04-03");
        await using var host = await StartAsync(upstream);
        await _seen.WaitForAsync("present");
        Assert.Equal(
            [
                "day 2025-03-06",
                "pull 2025-03-06",
                "react 2025-03-06 on 2025-03-06 at 12:00:00",
                "follow in/2025-03-06 on 2025-03-06",
                "pull 2025-03-06",
                "day 2025-04-03",
                "pull 2025-04-03",
                "react 2025-04-03 on 2025-04-03 at 12:00:00",
                "follow in/2025-04-03 on 2025-04-03",
                "pull 2025-04-03",
                "day none",
                "present",
            ],
            _seen.Lines);
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Assert.InRange(now, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_start_after_a_stop_goes_on_with_the_day_that_was_not_done()
    {
        await using var upstream = await ControlServer.StartAsync(_seen, "2025-03-06", "2025-04-03");
        _seen.OnBlob = (line, stop) =>
            line.StartsWith("react 2025-04", StringComparison.Ordinal) ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        await using (await StartAsync(upstream))
            await _seen.WaitForAsync("react 2025-04-03 on 2025-04-03 at 12:00:00");

        _seen.OnBlob = (_, _) => Task.CompletedTask;
        var before = _seen.Lines.Count;
        await using (await StartAsync(upstream))
            await _seen.WaitForAsync("present");
        Assert.Equal(
            [
                "day 2025-04-03",
                "pull 2025-04-03",
                "react 2025-04-03 on 2025-04-03 at 12:00:00",
                "follow in/2025-04-03 on 2025-04-03",
                "pull 2025-04-03",
                "day none",
                "present",
            ],
            _seen.Lines.Skip(before),
            StringComparer.Ordinal);

        before = _seen.Lines.Count;
        await using (await StartAsync(upstream))
            await _seen.WaitForAsync("present", times: 2);
        Assert.Equal(["day none", "present"], _seen.Lines.Skip(before), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Requests_are_answered_while_days_are_replayed()
    {
        await using var upstream = await ControlServer.StartAsync(_seen, "2025-03-06");
        _seen.OnBlob = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        await using var host = await StartAsync(upstream);
        await _seen.WaitForAsync("react 2025-03-06 on 2025-03-06 at 12:00:00");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        using var response = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(2025, host.Services.GetRequiredService<TimeProvider>().GetUtcNow().Year);
    }

    private Task<StorageHost> StartAsync(ControlServer upstream) => StorageHost.StartAsync(
        azurite.ConnectionString,
        _name,
        _seen,
        new(StringComparer.Ordinal) { ["AIM_LOCAL_REPLAY"] = upstream.Address },
        typeof(ReplaySamples));
}
