using System.Text;
using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Storage;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Licenses;

/// <summary>What is published follows from the set of snapshots and Census months alone.</summary>
public sealed class LicenseOrderTests(AzuriteFixture azurite)
{
    private static readonly FrozenClock Clock = new(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_order_twice_and_by_two_processes_at_once_gives_the_same_bytes(int seed)
    {
        var random = new Random(seed);
        var answers = RandomSnapshots.Set(random, days: 6, snapshots: 14).Concat(RandomAnswers.Set(random, CensusFeed.Imports, months: 3, answers: 4)).ToArray();
        await using var whole = Process();
        foreach (var (blob, body) in answers) await whole.PutAsync(blob, body);
        foreach (var feed in Feeds(whole)) await whole.PublishAsync(feed);
        var expected = await StoredState.PublishedAsync(whole.Storage);

        var prefix = AzuriteFixture.UniqueName();
        await using var one = Process(prefix);
        await using var other = Process(prefix);
        random.Shuffle(answers);
        foreach (var (blob, body) in answers)
        {
            await one.PutAsync(blob, body);
            await Task.WhenAll(((PipelineProcess[])[one, other]).Select(p => p.Publisher.PublishAsync(p.Get<FeedRegistry>()[blob.Feed], blob.Name, Ct)));
        }

        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: one by one, two processes");

        random.Shuffle(answers);
        one.Wire.Reset();
        foreach (var (blob, _) in answers) await one.Publisher.PublishAsync(one.Get<FeedRegistry>()[blob.Feed], blob.Name, Ct);
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: every event again");
        Assert.Equal(0, one.Wire.Writes);

        foreach (var feed in Feeds(other)) Assert.True(await other.Publisher.ReprocessAsync(feed, null, null, Causes.Admin, Ct));
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: reprocess");
    }

    [Fact]
    public async Task Snapshots_that_arrive_in_another_order_give_the_same_series()
    {
        var snapshots = RandomSnapshots.Set(new Random(11), days: 8, snapshots: 12).DistinctBy(s => s.Blob.Unit).ToList();
        var states = new List<string>();
        foreach (var order in (IEnumerable<(Aim.Pipeline.Raw.RawBlob, string)>[])[snapshots, Enumerable.Reverse(snapshots), snapshots.OrderBy(s => s.Blob.Hash, StringComparer.Ordinal)])
        {
            await using var process = Process();
            foreach (var (blob, body) in order) await BringAsync(process, blob.Unit, body);
            var stored = (await StoredState.PublishedAsync(process.Storage)).Split('\n');

            // Table 1 lists the publications by order of arrival.
            states.Add(string.Join('\n', stored.Where(line => !line.StartsWith("1 ", StringComparison.Ordinal)))
                + (await process.Get<Aim.Pipeline.Serving.Catalog>().RefreshAsync(Ct)).DataVersion);
        }

        Assert.Single(states.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_snapshot_that_takes_the_place_of_another_of_its_day_gives_back_the_months_that_it_does_not_cover()
    {
        var (day, later) = ("2025-03-04", "2025-03-11");
        string[] both = [RandomSnapshots.Row("a", "2025-02-10", 10), RandomSnapshots.Row("b", "2025-03-10", 20)];
        await using var expected = Process();
        await BringAsync(expected, day, RandomSnapshots.Header + string.Concat(both));
        await BringAsync(expected, later, RandomSnapshots.Header + RandomSnapshots.Row("b", "2025-03-10", 30));
        await using var process = Process();
        await BringAsync(process, day, RandomSnapshots.Header + string.Concat(both));
        await BringAsync(process, later, RandomSnapshots.Header + RandomSnapshots.Row("a", "2025-02-10", 99) + RandomSnapshots.Row("b", "2025-03-10", 98));
        await BringAsync(process, later, RandomSnapshots.Header + RandomSnapshots.Row("b", "2025-03-10", 30));

        Assert.Equal(await SeriesAsync(expected), await SeriesAsync(process));
    }

    [Fact]
    public async Task A_snapshot_that_comes_again_costs_three_calls_and_writes_no_series()
    {
        await using var process = Process();
        var text = RandomSnapshots.Header + RandomSnapshots.Row("a", "2025-02-10", 10);
        await BringAsync(process, "2025-03-04", text);
        var before = await StoredState.PublishedAsync(process.Storage) + await StoredState.RawAsync(process.Storage);
        process.Wire.Reset();

        await using var spool = await SpoolAsync(text);
        Assert.True(await process.Ingest.StoreAsync(Feeds(process)[0], "2025-03-04", spool, 1, new Uri("upload:again"), Ct));

        Assert.InRange(process.Wire.Count, 1, 3);
        Assert.DoesNotContain(process.Wire.Requests, r => r.Contains("series", StringComparison.OrdinalIgnoreCase));
        await process.PublishAsync(Feeds(process)[0]);
        Assert.Equal(before, await StoredState.PublishedAsync(process.Storage) + await StoredState.RawAsync(process.Storage));
    }

    [Fact]
    public async Task The_first_thing_that_ever_happens_may_be_a_snapshot_with_a_bad_row()
    {
        await using var process = Process();
        var rows = Enumerable.Range(0, 40).Select(i => RandomSnapshots.Row($"L{i}", "2025-02-10", i));

        await BringAsync(process, "2025-03-04", RandomSnapshots.Header + string.Concat(rows) + RandomSnapshots.Row("bad", "2025-02-10", -1));

        Assert.Single(await StoredState.EntitiesAsync(process.Storage.Quarantine));
        Assert.NotEmpty(await StoredState.EntitiesAsync(process.Storage.Series));
    }

    [Theory]
    [InlineData("")]
    [InlineData(RandomSnapshots.Header)]
    [InlineData("license_id,issue_date\nL1,2025-01-01\n")]
    [InlineData("[{\"license_id\":\"L1\"}]")]
    [InlineData("\0\u0001\u0002")]
    [InlineData(RandomSnapshots.Header + "L1\nL2\n")]
    public async Task What_is_no_snapshot_changes_no_byte(string text)
    {
        await using var process = Process();
        await BringAsync(process, "2025-03-04", RandomSnapshots.Header + RandomSnapshots.Row("a", "2025-02-10", 10));
        var before = await StoredState.EverythingAsync(process.Storage);

        await Assert.ThrowsAsync<SourceException>(() => BringAsync(process, "2025-03-04", text));

        Assert.Equal(before, await StoredState.EverythingAsync(process.Storage));
    }

    private static IFeed[] Feeds(PipelineProcess process) => [process.Get<FeedRegistry>()[LicenseFeed.FeedName], process.Imports];

    private static async Task<string> SeriesAsync(PipelineProcess process) =>
        string.Join('\n', (await StoredState.PublishedAsync(process.Storage)).Split('\n').Where(line => line.StartsWith("0 ", StringComparison.Ordinal)));

    private static async Task<Spool> SpoolAsync(string text)
    {
        var spool = new Spool();
        await spool.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);
        return spool.Rewind();
    }

    /// <summary>Loads a snapshot as somebody does who brings one.</summary>
    private static async Task BringAsync(PipelineProcess process, string day, string text)
    {
        var feed = Feeds(process)[0];
        await using var spool = await SpoolAsync(text);
        var rows = await feed.ValidateAsync(day, spool, Ct);
        Assert.True(await process.Ingest.StoreAsync(feed, day, spool, rows, new Uri($"upload:{day}"), Ct));
        await process.PublishAsync(feed);
    }

    private PipelineProcess Process(string? prefix = null) => new(azurite.ConnectionString, prefix ?? AzuriteFixture.UniqueName(), Clock);
}
