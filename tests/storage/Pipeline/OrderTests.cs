using Aim.Pipeline.Census;
using Aim.Pipeline.Raw;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>What is published follows from the set of answers alone.</summary>
public sealed class OrderTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_order_twice_and_by_two_processes_at_once_gives_the_same_bytes(int seed)
    {
        var random = new Random(seed);
        var answers = RandomAnswers.Set(random, CensusFeed.Imports, months: 4, answers: 9);
        await using var whole = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), new FrozenClock(Now));
        foreach (var (blob, body) in answers) await whole.PutAsync(blob, body);
        await whole.PublishAsync();
        var expected = await StoredState.PublishedAsync(whole.Storage);

        var prefix = AzuriteFixture.UniqueName();
        await using var one = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Now));
        await using var other = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Now));
        var shuffled = answers.ToArray();
        random.Shuffle(shuffled);
        foreach (var (blob, body) in shuffled)
        {
            await one.PutAsync(blob, body);
            await Task.WhenAll(one.Publisher.PublishAsync(one.Imports, blob.Name, Ct), other.Publisher.PublishAsync(other.Imports, blob.Name, Ct));
        }

        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: one by one, two processes");

        random.Shuffle(shuffled);
        one.Wire.Reset();
        foreach (var (blob, _) in shuffled) await one.Publisher.PublishAsync(one.Imports, blob.Name, Ct);
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: every event again");
        Assert.Equal(0, one.Wire.Writes);

        Assert.True(await other.Publisher.ReprocessAsync(other.Imports, null, null, "admin", Ct));
        Assert.True(expected == await StoredState.PublishedAsync(one.Storage), $"seed {seed}: reprocess");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_stored_under_two_times_counts_once(bool laterFirst)
    {
        var (blob, body) = RandomAnswers.Set(new Random(5), CensusFeed.Imports, 1, 1)[0];
        await using var process = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), new FrozenClock(Now));
        await process.PutAsync(blob, body);
        await process.PublishAsync();
        var expected = await StoredState.PublishedAsync(process.Storage);

        // As when a process lost the feed amid a pull and another asked for the same a moment later.
        var later = blob with { Received = blob.Received.AddSeconds(1) };
        await using var twice = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), new FrozenClock(Now));
        await twice.PutAsync(later, body);
        if (laterFirst) await twice.PublishAsync();
        await twice.PutAsync(blob, body);
        await twice.PublishAsync();
        Assert.Equal(expected, await StoredState.PublishedAsync(twice.Storage));

        twice.Wire.Reset();
        foreach (var one in (RawBlob[])[later, blob]) await twice.Publisher.PublishAsync(twice.Imports, one.Name, Ct);
        Assert.Equal(0, twice.Wire.Writes);
    }

    [Fact]
    public async Task Two_feeds_do_not_disturb_each_other()
    {
        var prefix = AzuriteFixture.UniqueName();
        await using var process = new PipelineProcess(azurite.ConnectionString, prefix, new FrozenClock(Now));
        var (blob, body) = RandomAnswers.Set(new Random(4), CensusFeed.Imports, 1, 1)[0];
        await process.PutAsync(blob, body);
        await process.PublishAsync();
        var expected = await StoredState.PublishedAsync(process.Storage);

        await process.PublishAsync(process.Exports);

        Assert.Equal(expected, await StoredState.PublishedAsync(process.Storage));
    }
}
