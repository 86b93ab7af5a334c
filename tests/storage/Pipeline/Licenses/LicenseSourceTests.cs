using Aim.Pipeline.Feeds;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Quarantine;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Licenses;

/// <summary>Where snapshots come from, and what becomes of refused rows that are tried again.</summary>
public sealed class LicenseSourceTests(AzuriteFixture azurite)
{
    private const string Feed = LicenseFeed.FeedName;

    private static readonly FrozenClock Clock = new(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshots_dropped_into_the_container_are_pulled_once_each()
    {
        await using var process = Process(new() { ["Aim:Licenses:Container"] = "drop" });
        var drop = process.Storage.Drop("drop");
        await drop.CreateAsync(cancellationToken: Ct);
        foreach (var (name, row) in new[] { ("licenses-2025-03-11.csv", "b"), ("licenses-2025-03-04.csv", "a"), ("licenses-latest.csv", "c"), ("notes.txt", "d") })
            await drop.UploadBlobAsync(name, BinaryData.FromString(RandomSnapshots.Header + RandomSnapshots.Row(row, "2025-03-10", 10)), Ct);

        await process.Ingest.RunDueAsync(process.Get<FeedRegistry>()[Feed], Causes.Timer, Ct);
        await process.Ingest.RunDueAsync(process.Get<FeedRegistry>()[Feed], Causes.Timer, Ct);

        var run = Assert.Single(await process.Get<FeedLedger>().RunsAsync(Feed, null, 10, Ct));
        Assert.Equal((2, 2, 0, "2025-03-04", "2025-03-11"), (run.Asked, run.Stored, run.Failed, run.From, run.To));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_leaves_a_run_that_says_so_and_is_not_asked_again_at_once()
    {
        await using var process = Process(new() { ["Aim:Licenses:Container"] = "nowhere" });

        await process.Ingest.RunDueAsync(process.Get<FeedRegistry>()[Feed], Causes.Timer, Ct);
        await process.Ingest.RunDueAsync(process.Get<FeedRegistry>()[Feed], Causes.Timer, Ct);

        var run = Assert.Single(await process.Get<FeedLedger>().RunsAsync(Feed, null, 10, Ct));
        Assert.Equal(Outcomes.Failed, run.Outcome);
        Assert.Contains("ContainerNotFound", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_source_there_is_nothing_to_pull_and_that_is_known()
    {
        await using var process = Process([]);

        await process.Ingest.RunDueAsync(process.Get<FeedRegistry>()[Feed], Causes.Timer, Ct);
        await process.Ingest.RunDueAsync(process.Get<FeedRegistry>()[Feed], Causes.Timer, Ct);

        Assert.Equal(Outcomes.Unchanged, Assert.Single(await process.Get<FeedLedger>().RunsAsync(Feed, null, 10, Ct)).Outcome);
    }

    /// <summary>Rows may be refused by a rule that is then corrected: tried again, they count.</summary>
    [Fact]
    public async Task Refused_rows_are_refused_again_until_the_rule_allows_them()
    {
        var prefix = AzuriteFixture.UniqueName();
        var rows = string.Concat(Enumerable.Range(0, 30).Select(i => RandomSnapshots.Row($"L{i}", "2023-02-10", 1)));
        var unknown = RandomSnapshots.Row("unknown", "2023-02-10", 1_000, smelt: "UNKNOWN");
        await using (var strict = Process([], prefix))
        {
            await strict.PutAsync(RandomSnapshots.Blob(new DateOnly(2023, 2, 14), 1, RandomSnapshots.Header + rows + unknown), RandomSnapshots.Header + rows + unknown);
            await RetryAsync(strict);
            Assert.Equal(30, await KilogramsAsync(strict));
            var entry = Assert.Single(await strict.Get<QuarantineStore>().ListAsync(Ct));
            Assert.Contains("line 32, smelt1 'UNKNOWN'", entry.Reason, StringComparison.Ordinal);
            await RetryAsync(strict);
            Assert.Equal(entry.Tries + 1, Assert.Single(await strict.Get<QuarantineStore>().ListAsync(Ct)).Tries);
        }

        await using var lenient = Process(new() { ["Aim:Licenses:UnknownSmeltRefusedFrom"] = "2024-01-01" }, prefix);
        await RetryAsync(lenient);
        Assert.Equal(1_030, await KilogramsAsync(lenient));
    }

    private static async Task RetryAsync(PipelineProcess process)
    {
        var feed = process.Get<FeedRegistry>()[Feed];
        await process.Ingest.RecheckAsync(feed, "2023-02-14", Ct);
        Assert.True(await process.Publisher.RetryAsync(feed, "2023-02-14", Ct));
    }

    private static async Task<long?> KilogramsAsync(PipelineProcess process) =>
        Assert.Single(await process.AskAsync(new Aim.Trade.Query.TradeQuery(), feed: process.Get<FeedRegistry>()[Feed])).Sum.Main.Kilograms;

    private PipelineProcess Process(Dictionary<string, string?> settings, string? prefix = null) =>
        new(azurite.ConnectionString, prefix ?? AzuriteFixture.UniqueName(), Clock, settings);
}
