using Aim.EndToEnd.Tests;
using Aim.EndToEnd.Tests.Http;
using Aim.EndToEnd.Tests.Trade;
using Xunit;

[assembly: AssemblyFixture(typeof(RandomDataApp))]

namespace Aim.EndToEnd.Tests;

/// <summary>One run over a random data set, shared by all who only ask.</summary>
public sealed class RandomDataApp : IAsyncLifetime
{
    private readonly TemporaryDirectory data = new();
    private AppProcess? app;

    internal IReadOnlyList<Recording> Recordings { get; } = RandomRecording.Make(seed: 20250306, months: 26, rows: 90);

    /// <summary>The days on which something was published, ascending.</summary>
    internal IReadOnlyList<DateOnly> Days => [.. Recordings.SelectMany(r => r.Dates).Distinct().Order()];

    internal string DataDirectory => data.Path;

    internal Api Api { get; private set; } = null!;

    internal string AdminKey => app!.AdminKey;

    internal CodeLists Codes { get; private set; } = null!;

    /// <summary>The independent computation, by data set.</summary>
    internal IReadOnlyDictionary<string, NaiveTrade> Naive { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var recording in Recordings) recording.WriteTo(data.Path);
        app = await AppProcess.StartAsync("--data", data.Path);
        Api = new Api(app.BaseAddress);
        await Api.WaitUntilIdleAsync();
        Codes = await CodeLists.ReadAsync(Api);
        Naive = Recordings.ToDictionary(r => r.DataSet, r => new NaiveTrade(r, Days, Codes), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (app is not null) await app.DisposeAsync();
        data.Dispose();
    }
}
