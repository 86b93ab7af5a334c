using Aim.Pipeline.Bls;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Usgs;
using Azure;
using Xunit;

namespace Aim.Storage.Tests.Pipeline.Indicators;

/// <summary>What is published of BLS and USGS follows from the set of answers alone.</summary>
public sealed class IndicatorOrderTests(AzuriteFixture azurite)
{
    private static readonly FrozenClock Clock = new(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BlsFeed.FeedName, 1)]
    [InlineData(BlsFeed.FeedName, 2)]
    [InlineData(UsgsFeed.FeedName, 1)]
    [InlineData(UsgsFeed.FeedName, 2)]
    public async Task Any_order_twice_and_by_two_processes_at_once_gives_the_same_bytes(string feed, int seed)
    {
        var random = new Random(seed);
        var answers = Answers(feed, random, 14).ToArray();
        await using var whole = Process(AzuriteFixture.UniqueName());
        foreach (var (blob, body) in answers) await whole.PutAsync(blob, body);
        await whole.PublishAsync(FeedOf(whole, feed));
        var expected = await StoredState.PublishedAsync(whole.Storage);
        Assert.NotEmpty(await StoredState.EntitiesAsync(whole.Storage.Series));
        Assert.NotEmpty(await StoredState.EntitiesAsync(whole.Storage.Quality));
        Assert.Empty(await StoredState.EntitiesAsync(whole.Storage.Quarantine));

        var prefix = AzuriteFixture.UniqueName();
        await using var one = Process(prefix);
        await using var other = Process(prefix);
        random.Shuffle(answers);
        foreach (var (blob, body) in answers)
        {
            await one.PutAsync(blob, body);
            await Task.WhenAll(((PipelineProcess[])[one, other]).Select(p => p.Publisher.PublishAsync(FeedOf(p, feed), blob.Name, Ct)));
        }

        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: one by one, two processes");

        random.Shuffle(answers);
        one.Wire.Reset();
        foreach (var (blob, _) in answers) await one.Publisher.PublishAsync(FeedOf(one, feed), blob.Name, Ct);
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: every event again");
        Assert.Equal(0, one.Wire.Writes);

        Assert.True(await other.Publisher.ReprocessAsync(FeedOf(other, feed), null, null, Causes.Admin, Ct));
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: reprocess");
    }

    [Theory]
    [InlineData(BlsFeed.FeedName, nameof(Mishap.DiesBefore))]
    [InlineData(BlsFeed.FeedName, nameof(Mishap.DiesAfter))]
    [InlineData(BlsFeed.FeedName, nameof(Mishap.AnswerLost))]
    [InlineData(UsgsFeed.FeedName, nameof(Mishap.DiesBefore))]
    [InlineData(UsgsFeed.FeedName, nameof(Mishap.DiesAfter))]
    [InlineData(UsgsFeed.FeedName, nameof(Mishap.AnswerLost))]
    public async Task Fault_26_Whatever_write_of_an_indicator_is_struck_the_next_process_ends_with_the_same(string feed, string name)
    {
        var (mishap, answers) = (Enum.Parse<Mishap>(name), Answers(feed, new Random(3), 6));
        var (expected, writes) = await RunAsync(Mishap.None, 0);
        Assert.InRange(writes, 4, 60);
        for (var write = 1; write <= writes; write++)
            Assert.True(expected == (await RunAsync(mishap, write)).State, $"{mishap} at write {write}");

        async Task<(string State, int Writes)> RunAsync(Mishap strikes, int write)
        {
            var prefix = AzuriteFixture.UniqueName();
            await using var quiet = Process(prefix);
            foreach (var (blob, body) in answers[..3]) await quiet.PutAsync(blob, body);
            await quiet.PublishAsync(FeedOf(quiet, feed));
            foreach (var (blob, body) in answers[3..]) await quiet.PutAsync(blob, body);

            await using var struck = Process(prefix, new StorageWire { Mishap = strikes, StrikesWrite = write });
            try
            {
                await struck.PublishAsync(FeedOf(struck, feed));
            }
            catch (Exception e) when (strikes != Mishap.None && e is ProcessDiedException or RequestFailedException or AggregateException)
            {
                // It is followed by another process below.
            }

            var made = struck.Wire.Writes;
            await StoredState.LetClaimsDieAsync(quiet.Storage);
            await using var next = Process(prefix);
            await next.PublishAsync(FeedOf(next, feed));
            return (await StoredState.PublishedAsync(next.Storage), made);
        }
    }

    private static List<(RawBlob Blob, byte[] Body)> Answers(string feed, Random random, int count) =>
        feed == BlsFeed.FeedName ? RandomIndicators.Bls(random, count) : RandomIndicators.Usgs(random, count);

    private static IFeed FeedOf(PipelineProcess process, string feed) => process.Get<FeedRegistry>()[feed];

    private PipelineProcess Process(string prefix, StorageWire? wire = null) => new(azurite.ConnectionString, prefix, Clock, wire: wire);
}
