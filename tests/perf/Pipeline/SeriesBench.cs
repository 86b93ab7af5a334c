namespace Aim.Bench.Pipeline;

/// <summary>What a back-fill of a hundred months writes to the series.</summary>
internal sealed class SeriesBench : IBench
{
    public string Name => "series";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var backfill = await Backfill.StartAsync(cancellationToken);
        var writes = new SeriesWrites();
        backfill.Host.Calls.Answered += writes.Watch;
        await backfill.RunAsync(cancellationToken);
        return
        [
            BenchRow.Limit($"back-fill of {Backfill.Months} months: writes of the series written most often", writes.MostOfOneEntity, "writes", 5),
            BenchRow.Share("  its series writes", writes.Requests, "entities/100 + partitions", (writes.Entities / 100.0) + writes.Partitions, "requests", 1),
            BenchRow.Compare("  its entities written", writes.Entities, "series", writes.DistinctEntities, "entities"),
            BenchRow.Figure("  its storage calls of all kinds", backfill.Host.Calls.Count, "calls"),
        ];
    }
}
