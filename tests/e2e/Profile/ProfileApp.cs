using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Profile;

/// <summary>One run over the sample, without the years and the world trade that the profile does not tell of.</summary>
public sealed class ProfileApp : IAsyncLifetime
{
    private readonly AppProcess app = new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Aim__Census__FirstMonth"] = "2020-01", ["Aim__Comtrade__FirstMonth"] = "2026-06" },
    };

    internal Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await app.StartAgainAsync();
        Api = new Api(app.BaseAddress);
        await Api.WaitUntilIdleAsync(TimeSpan.FromMinutes(10));
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        await app.DisposeAsync();
    }
}
