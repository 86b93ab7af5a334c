using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Aim.Pipeline.Feeds;
using Xunit;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>What the pipeline costs in calls to storage, counted on the wire.</summary>
public sealed partial class EconomyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FrozenClock clock = new(new DateTimeOffset(2025, 5, 7, 14, 0, 0, TimeSpan.Zero));
    private RecordedUpstream upstream = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => upstream = await RecordedUpstream.StartAsync();

    public ValueTask DisposeAsync() => upstream.DisposeAsync();

    [Fact]
    public async Task Nothing_due_costs_one_call_and_nothing_new_three()
    {
        upstream.Imports("census-imports.csv", Enumerable.Range(1, 3).Select(m => ($"2025-{m:D2}", new ImportRow("7601103000", "1220", m, m, m, m))));
        await using var process = new PipelineProcess(azurite.ConnectionString, AzuriteFixture.UniqueName(), clock, upstream.Settings());
        await process.Ingest.RunDueAsync(process.Imports, Causes.Timer, Ct);
        var raw = await StoredState.RawAsync(process.Storage);
        process.Wire.Reset();

        await process.Ingest.RunDueAsync(process.Imports, Causes.Timer, Ct);
        Assert.Equal(1, process.Wire.Count);

        clock.Now += TimeSpan.FromDays(31);
        process.Wire.Reset();
        await process.Ingest.RunDueAsync(process.Imports, Causes.Timer, Ct);
        Assert.InRange(process.Wire.Count, 1, 3);
        Assert.Equal(raw, await StoredState.RawAsync(process.Storage));
        Assert.Equal(Outcomes.Unchanged, (await process.Get<FeedLedger>().RunsAsync(process.Imports.Name, null, 1, Ct))[0].Outcome);
    }

    [Fact]
    public async Task A_back_fill_of_100_months_writes_each_series_at_most_five_times_in_full_batches()
    {
        var random = new Random(5);
        var cells = Enumerable.Range(0, 240).Select(n => (RandomAnswers.Codes[n % 12], string.Create(CultureInfo.InvariantCulture, $"{1000 + n}"))).ToArray();
        upstream.Imports("census-imports.csv", Enumerable.Range(0, 100).SelectMany(m => cells.Select(c =>
            ($"{2017 + (m / 12)}-{(m % 12) + 1:D2}", new ImportRow(c.Item1, c.Item2, random.Next(1, 1_000_000), random.Next(1, 1_000), 1, 1)))));
        var prefix = AzuriteFixture.UniqueName();
        await using var puller = new PipelineProcess(azurite.ConnectionString, prefix, clock, upstream.Settings(firstMonth: "2017-01"));
        await using var publisher = new PipelineProcess(azurite.ConnectionString, prefix, clock, upstream.Settings());
        var written = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var (batches, publications) = (0, 0);
        publisher.Wire.OnWrite = (request, body) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("publications", StringComparison.Ordinal) || request.RequestUri.AbsolutePath.Contains("publications(", StringComparison.Ordinal))
                publications++;
            var rows = SeriesRow().Matches(body);
            batches += rows.Count > 0 ? 1 : 0;
            foreach (var row in rows.Select(r => r.Value)) written.AddOrUpdate(row, 1, (_, n) => n + 1);
        };

        await puller.Storage.EnsureCreatedAsync();
        var pull = puller.PullAsync("2017-01", "2025-04");
        while (!pull.IsCompleted)
        {
            foreach (var name in (await StoredState.RawAsync(puller.Storage)).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(1))
                await publisher.Publisher.PublishAsync(publisher.Imports, name, Ct);
        }

        Assert.Equal(100, (await pull)!.Stored);
        await publisher.PublishAsync();

        var partitions = written.Keys.Select(k => k.Split('\'')[1]).Distinct(StringComparer.Ordinal).Count();
        Assert.True(written.Count > 500, $"{written.Count} series");
        Assert.InRange(written.Values.Max(), 1, 5);
        Assert.True(batches <= (written.Values.Sum() / 100) + (partitions * publications), $"{batches} batches, {written.Values.Sum()} rows, {partitions} partitions, {publications} writes of the publication");
    }

    [GeneratedRegex(@"series\(PartitionKey='[^']+',RowKey='[^']+'\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SeriesRow();
}
