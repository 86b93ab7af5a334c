using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Trade.Series;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Global;

/// <summary>What is published of world trade follows from the set of answers alone.</summary>
public sealed class ComtradeOrderTests(AzuriteFixture azurite)
{
    private static readonly FrozenClock Clock = new(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_order_twice_and_by_two_processes_at_once_gives_the_same_bytes(int seed)
    {
        var random = new Random(seed);
        var answers = ComtradeAnswers.Set(random, answers: 12).ToArray();
        await using var whole = Process(AzuriteFixture.UniqueName());
        foreach (var (blob, body) in answers) await whole.PutAsync(blob, body);
        await whole.PublishAsync(FeedOf(whole));
        var expected = await StoredState.PublishedAsync(whole.Storage);
        Assert.NotEmpty(await StoredState.EntitiesAsync(whole.Storage.Quality));

        var prefix = AzuriteFixture.UniqueName();
        await using var one = Process(prefix);
        await using var other = Process(prefix);
        random.Shuffle(answers);
        foreach (var (blob, body) in answers)
        {
            await one.PutAsync(blob, body);
            await Task.WhenAll(((PipelineProcess[])[one, other]).Select(p => p.Publisher.PublishAsync(FeedOf(p), blob.Name, Ct)));
        }

        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: one by one, two processes");

        random.Shuffle(answers);
        one.Wire.Reset();
        foreach (var (blob, _) in answers) await one.Publisher.PublishAsync(FeedOf(one), blob.Name, Ct);
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: every event again");
        Assert.Equal(0, one.Wire.Writes);

        Assert.True(await other.Publisher.ReprocessAsync(FeedOf(other), null, null, Causes.Admin, Ct));
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: reprocess");
        await RowsOfPartnersAreThoseOfReportersAsync(one);
    }

    [Theory]
    [InlineData(nameof(Mishap.DiesBefore))]
    [InlineData(nameof(Mishap.DiesAfter))]
    [InlineData(nameof(Mishap.AnswerLost))]
    public async Task Fault_26_Whatever_write_of_a_reporter_is_struck_the_next_process_ends_with_the_same(string name)
    {
        var (mishap, answers) = (Enum.Parse<Mishap>(name), ComtradeAnswers.Set(new Random(3), answers: 5));
        var (expected, writes) = await RunAsync(Mishap.None, 0);
        Assert.InRange(writes, 10, 100);
        for (var write = 1; write <= writes; write++)
            Assert.True(expected == (await RunAsync(mishap, write)).State, $"{mishap} at write {write}");

        async Task<(string State, int Writes)> RunAsync(Mishap strikes, int write)
        {
            var prefix = AzuriteFixture.UniqueName();
            await using var quiet = Process(prefix);
            foreach (var (blob, body) in answers[..3]) await quiet.PutAsync(blob, body);
            await quiet.PublishAsync(FeedOf(quiet));
            foreach (var (blob, body) in answers[3..]) await quiet.PutAsync(blob, body);

            await using var struck = Process(prefix, new StorageWire { Mishap = strikes, StrikesWrite = write });
            try
            {
                await struck.PublishAsync(FeedOf(struck));
            }
            catch (Exception e) when (strikes != Mishap.None && e is ProcessDiedException or RequestFailedException or AggregateException)
            {
                // It is followed by another process below.
            }

            var made = struck.Wire.Writes;
            await StoredState.LetClaimsDieAsync(quiet.Storage);
            await using var next = Process(prefix);
            await next.PublishAsync(FeedOf(next));
            await RowsOfPartnersAreThoseOfReportersAsync(next);
            return (await StoredState.PublishedAsync(next.Storage), made);
        }
    }

    private static async Task RowsOfPartnersAreThoseOfReportersAsync(PipelineProcess process)
    {
        var rows = (await StoredState.EntitiesAsync(process.Storage.Series)).Where(e => e.PartitionKey.EndsWith($":{Cut.Pair}", StringComparison.Ordinal))
            .Select(e => (Parts: e.RowKey.Split('-'), Text: Text(e))).ToList();
        var reported = rows.Where(r => r.Parts[1] == "r").Select(r => $"{r.Parts[0]} {r.Parts[2]} {r.Text}").Order(StringComparer.Ordinal);
        var partners = rows.Where(r => r.Parts[1] == "m").Select(r => $"{r.Parts[2]} {r.Parts[0]} {r.Text}").Order(StringComparer.Ordinal);
        Assert.NotEmpty(reported);
        Assert.Equal(reported, partners);

        static string Text(TableEntity entity) => string.Join(' ', entity.Keys.Order(StringComparer.Ordinal)
            .Select(k => entity[k] is byte[] bytes ? $"{k}={Convert.ToBase64String(bytes)}" : ""));
    }

    private static IFeed FeedOf(PipelineProcess process) => process.Get<FeedRegistry>()[ComtradeFeed.FeedName];

    private PipelineProcess Process(string prefix, StorageWire? wire = null) => new(azurite.ConnectionString, prefix, Clock, wire: wire);
}
