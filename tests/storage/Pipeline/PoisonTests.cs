using Aim.Pipeline.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Quarantine;
using Aim.Pipeline.Raw;
using Aim.Trade.Query;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>Stored answers that cannot be read, or that are gone.</summary>
public sealed class PoisonTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly PipelineProcess process = new(
        azurite.ConnectionString, AzuriteFixture.UniqueName(), new FrozenClock(new DateTimeOffset(2025, 6, 10, 0, 0, 0, TimeSpan.Zero)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => process.DisposeAsync();

    [Theory]
    [InlineData("gzip")]
    [InlineData("json")]
    [InlineData("empty")]
    public async Task A_corrupt_answer_is_tried_five_times_and_passed_over_and_can_be_replayed(string kind)
    {
        var good = Answer("2025-02", 2, 200);
        var bad = Answer("2025-01", 1, 100);
        var later = Answer("2025-03", 3, 400);
        await process.PutBytesAsync(bad.Blob, kind switch
        {
            "gzip" => [0x1F, 0x8B, 8, 0, 1, 2, 3],
            "json" => PipelineProcess.Compressed(bad.Body[..^40]),
            _ => [],
        });
        await process.PutAsync(good.Blob, good.Body);

        for (var n = 1; n <= 4; n++) await Assert.ThrowsAsync<InvalidDataException>(() => process.PublishAsync());
        Assert.Equal(["2025-02 200"], await MonthsAsync());

        await process.PublishAsync();
        await process.PutAsync(later.Blob, later.Body);
        await process.PublishAsync();
        Assert.Equal(["2025-02 200", "2025-03 400"], await MonthsAsync());
        var entry = Assert.Single(await process.Get<QuarantineStore>().ListAsync(Ct));
        Assert.Equal(("raw", 5, bad.Blob.Name), (entry.Kind, entry.Tries, entry.Blob));
        Assert.NotEmpty(entry.Reason);

        await process.PutBytesAsync(bad.Blob, PipelineProcess.Compressed(bad.Body));
        Assert.True(await process.Publisher.ReprocessAsync(process.Imports, "2025-01", "2025-01", Causes.Admin, Ct));
        Assert.Equal(["2025-01 100", "2025-02 200", "2025-03 400"], await MonthsAsync());
    }

    [Fact]
    public async Task An_event_for_an_answer_that_is_gone_changes_nothing()
    {
        var (here, gone) = (Answer("2025-01", 1, 100), Answer("2025-02", 2, 200));
        await process.PutAsync(here.Blob, here.Body);
        await process.PublishAsync();
        var published = await StoredState.PublishedAsync(process.Storage);

        await process.Publisher.PublishAsync(process.Imports, gone.Blob.Name, Ct);
        await process.Publisher.PublishAsync(process.Imports, "census-imports/2025-02/not-an-answer.txt", Ct);

        Assert.Equal(published, await StoredState.PublishedAsync(process.Storage));
    }

    [Fact]
    public async Task Upkeep_of_empty_storage_does_nothing()
    {
        await process.Get<Reconciler>().ReconcileAsync(Ct);
        await process.Get<Reconciler>().CleanAsync(Ct);

        Assert.Empty(await process.Get<QuarantineStore>().ListAsync(Ct));
        Assert.Empty(await process.AskAsync(new TradeQuery()));
    }

    [Fact]
    public async Task A_lost_event_is_found_and_an_earlier_answer_that_comes_late_is_seen_whole_or_not_at_all()
    {
        var (late, first) = (Answer("2025-01", 1, 100), Answer("2025-02", 2, 200));
        await process.PutAsync(first.Blob, first.Body);
        await process.PublishAsync();
        await process.PutAsync(late.Blob, late.Body);

        // The series are written and the publication is not: a process that dies in between leaves it so.
        process.Wire.OnWrite = (request, _) =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("publications", StringComparison.Ordinal) && process.Wire.Requests.Any(r => r.Contains("batch", StringComparison.Ordinal)))
                throw new ProcessDiedException();
        };
        process.Wire.Reset();
        await Assert.ThrowsAsync<ProcessDiedException>(() => process.PublishAsync());
        process.Wire.OnWrite = null;
        Assert.Equal(["2025-02 200"], await MonthsAsync());

        await StoredState.LetClaimsDieAsync(process.Storage);
        await process.Get<Reconciler>().ReconcileAsync(Ct);
        Assert.Equal(["2025-01 100", "2025-02 200"], await MonthsAsync());
    }

    [Fact]
    public async Task A_publication_that_fails_lets_the_next_one_begin_at_once()
    {
        var (blob, body) = Answer("2025-01", 1, 100);
        await process.PutAsync(blob, body);
        process.Wire.OnWrite = (request, _) =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("batch", StringComparison.Ordinal)) throw new InvalidDataException("no");
        };
        await Assert.ThrowsAsync<InvalidDataException>(() => process.PublishAsync());
        process.Wire.OnWrite = null;

        await process.PublishAsync();

        Assert.Equal(["2025-01 100"], await MonthsAsync());
    }

    private static (RawBlob Blob, string Body) Answer(string month, int sequence, long value)
    {
        var body = RandomAnswers.Body(month, [new("7601103000", "1220", value, 1, value, 1)]);
        return (RandomAnswers.Blob(CensusFeed.Imports, month, sequence, 1, body), body);
    }

    private async Task<List<string>> MonthsAsync() =>
        (await process.AskAsync(new TradeQuery { By = [Dimension.Hts10] })).ConvertAll(r => $"{r.Period} {r.Sum.Main.Value}");
}
