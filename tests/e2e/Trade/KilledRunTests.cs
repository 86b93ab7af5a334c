using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>A run that is killed again and again while it ingests for the first time loses nothing and makes up nothing.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Kills = 20;

    private readonly TemporaryDirectory data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Twenty_kills_at_random_moments_end_in_the_state_of_an_undisturbed_run()
    {
        foreach (var recording in RandomRecording.Make(seed: 9, months: 14, rows: 40)) recording.WriteTo(data.Path);
        var random = new Random(9);

        await using var killed = new AppProcess("--data", data.Path);
        for (var i = 0; i < Kills; i++)
        {
            var ready = killed.Launch();
            await Task.WhenAny(ready, Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 2500)), TestContext.Current.CancellationToken);
            if (i % 2 == 0) await killed.KillAsync();
            else await killed.KillTreeAsync();
        }

        await killed.StartAgainAsync();
        await using var undisturbed = await AppProcess.StartAsync("--data", data.Path);
        using var one = new Api(killed.BaseAddress);
        using var other = new Api(undisturbed.BaseAddress);
        await one.WaitUntilIdleAsync();
        await other.WaitUntilIdleAsync();

        foreach (var path in Paths.All) Assert.Equal(await other.BytesAndTagAsync(path), await one.BytesAndTagAsync(path));
        var status = await one.JsonAsync("api/v1/status.json");
        Assert.All(status.GetProperty("feeds").EnumerateArray(), feed => Assert.Equal(feed.GetProperty("stored").GetInt32(), feed.GetProperty("published").GetInt32()));
    }
}
