using Aim.EndToEnd.Tests.Http;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>One run over random Comtrade files and nothing else, which lives through all of their days.</summary>
public sealed class GlobalApp : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly TemporaryDirectory directory = new();
    private AppProcess? app;

    internal Api Api { get; private set; } = null!;

    internal GlobalFacts Facts { get; private set; } = null!;

    internal NaiveGlobal Naive { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var files = new RandomGlobal(seed: 20221206).Make();
        foreach (var file in files) file.WriteTo(directory.Path);
        app = await AppProcess.StartAsync("--data", directory.Path);
        Api = new Api(app.BaseAddress);
        await Api.WaitUntilIdleAsync(Patience);
        Facts = new GlobalFacts(files, await CodeLists.ReadAsync(Api));
        Naive = new NaiveGlobal(Facts);
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (app is not null) await app.DisposeAsync();
        directory.Dispose();
    }
}
