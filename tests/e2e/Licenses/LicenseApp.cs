using Aim.EndToEnd.Tests.Http;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>One run over random licences, which lives through all of their days.</summary>
public sealed class LicenseApp : IAsyncLifetime
{
    /// <summary>It takes longer to live through forty days than through three.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly TemporaryDirectory directory = new();
    private AppProcess? app;

    internal LicenseData Data { get; } = new(seed: 20220315);

    internal Api Api { get; private set; } = null!;

    internal string AdminKey => app!.AdminKey;

    internal NaiveLicenses Naive { get; private set; } = null!;

    internal NaiveSignals Signals { get; private set; } = null!;

    /// <summary>The days on which something was published, ascending.</summary>
    internal IReadOnlyList<DateOnly> Days => [.. Data.Census.Dates.Concat(Naive.Snapshots.Keys).Distinct().Order()];

    public async ValueTask InitializeAsync()
    {
        Data.WriteTo(directory.Path);
        app = await AppProcess.StartAsync("--data", directory.Path);
        Api = new Api(app.BaseAddress);
        await Api.WaitUntilIdleAsync(Patience);
        Naive = new NaiveLicenses(Data, await CodeLists.ReadAsync(Api));
        Signals = new NaiveSignals(Naive);
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (app is not null) await app.DisposeAsync();
        directory.Dispose();
    }
}
