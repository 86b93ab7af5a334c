using System.Globalization;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quality;
using Aim.Trade.Query;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>Rule files that change while data stand in storage.</summary>
public sealed class RulesTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly DirectoryInfo rules = Directory.CreateTempSubdirectory("aim-rules-");
    private readonly string prefix = AzuriteFixture.UniqueName();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data"))) File.Copy(file, Path.Combine(rules.FullName, Path.GetFileName(file)));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        rules.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Another_basis_is_reached_by_upkeep_and_readers_see_the_old_or_the_new_whole()
    {
        const int Months = 130;
        await using var before = Start();
        for (var m = 0; m < Months; m++)
        {
            var month = string.Create(CultureInfo.InvariantCulture, $"{2010 + (m / 12)}-{(m % 12) + 1:D2}");
            var body = RandomAnswers.Body(month, [new("7601103000", "1220", 100, 1, 100, 1), new("7602000035", "2010", 7, 1, 7, 1)]);
            await before.PutAsync(RandomAnswers.Blob(CensusFeed.Imports, month, m + 1, 2, body), body);
        }

        await before.PublishAsync();
        Assert.Equal(100L * Months, await TotalAsync(before));
        var partitions = await PartitionsAsync(before);

        Change("bases.csv", "aim,7602,Scrap too,,\n");
        await using var after = Start();
        var totals = new HashSet<long?>();
        after.Wire.OnWrite = (request, _) =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("publications", StringComparison.Ordinal)) totals.Add(TotalAsync(before).GetAwaiter().GetResult());
        };
        await after.Get<Reconciler>().ReconcileAsync(Ct);
        after.Wire.OnWrite = null;

        Assert.Equal(107L * Months, await TotalAsync(after));
        Assert.Equal([100L * Months], totals);

        await after.Get<Reconciler>().CleanAsync(Ct);
        Assert.Empty((await PartitionsAsync(after)).Intersect(partitions, StringComparer.Ordinal));
        Assert.Equal(107L * Months, await TotalAsync(after));
    }

    [Fact]
    public async Task Another_product_group_or_code_list_needs_no_new_series()
    {
        await using var before = Start();
        var body = RandomAnswers.Body("2025-01", [new("7601103000", "1220", 100, 1, 100, 1), new("7606999999", "1220", 5, 1, 5, 1)]);
        await before.PutAsync(RandomAnswers.Blob(CensusFeed.Imports, "2025-01", 1, 2, body), body);
        await before.PublishAsync();
        Assert.Equal("unknown-hts 7606999999", Assert.Single(await IssuesAsync(before)));
        var series = await StoredState.PublishedAsync(before.Storage);

        Change("products.csv", "special-ingot,7601103000,Special ingot,,\n");
        Change("hts.csv", "7606999999,New sheet,kg,,\n");
        await using var after = Start();
        await after.Get<Reconciler>().ReconcileAsync(Ct);
        Assert.Equal(series, await StoredState.PublishedAsync(after.Storage));
        Assert.Equal(
            ["sheet-plate 5", "special-ingot 100"],
            (await after.AskAsync(new TradeQuery { By = [Dimension.Product] })).Select(r => $"{r.Codes[0]} {r.Sum.Main.Value}"));

        Assert.True(await after.Publisher.ReprocessAsync(after.Imports, null, null, Causes.Admin, Ct));
        Assert.Empty(await IssuesAsync(after));
    }

    private static async Task<long?> TotalAsync(PipelineProcess process) =>
        (await process.AskAsync(new TradeQuery())).Sum(r => r.Sum.Main.Value);

    private static async Task<List<string>> IssuesAsync(PipelineProcess process) =>
        (await process.Get<QualityStore>().OpenAsync(Ct)).ConvertAll(i => $"{i.Kind} {i.Code}");

    private static async Task<List<string>> PartitionsAsync(PipelineProcess process) =>
        [.. (await StoredState.EntitiesAsync(process.Storage.Series)).Select(e => e.PartitionKey).Distinct(StringComparer.Ordinal)];

    private PipelineProcess Start() => new(
        azurite.ConnectionString,
        prefix,
        new FrozenClock(new DateTimeOffset(2025, 6, 10, 0, 0, 0, TimeSpan.Zero)),
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Aim:Rules"] = rules.FullName });

    private void Change(string file, string line) => File.AppendAllText(Path.Combine(rules.FullName, file), line);
}
