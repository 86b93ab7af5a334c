using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>The same files give the same bytes: two runs that know nothing of each other, at the same time.</summary>
public sealed class SameBytesTests(RandomDataApp app)
{
    [Fact]
    public async Task Two_fresh_runs_over_the_same_files_answer_byte_for_byte_alike_and_stop_each_for_itself()
    {
        await using var second = await AppProcess.StartAsync("--data", app.DataDirectory);
        using var api = new Api(second.BaseAddress);
        await api.WaitUntilIdleAsync();

        foreach (var path in Paths.All) Assert.Equal(await app.Api.BytesAndTagAsync(path), await api.BytesAndTagAsync(path));

        var children = ProcessTree.Descendants(second.Id);
        Assert.Equal(0, await second.StopAsync());
        Assert.NotEmpty(children);
        Assert.Empty(await ProcessTree.StillRunningAsync(children, TimeSpan.Zero));
        Assert.NotEqual("", await app.Api.TextAsync("api/v1/status.json"));
    }
}
