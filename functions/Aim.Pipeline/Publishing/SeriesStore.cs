using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Series;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Publishing;

/// <summary>Table <c>series</c>: one entity for each series, its months packed; a partition for each cut of a feed.</summary>
public sealed class SeriesStore(AimStorage storage)
{
    private const string Column = "Data";

    /// <summary>Entities in a transaction, and their bytes; the service allows 100 and 4 MiB, base64 counted.</summary>
    private const int BatchEntities = 100, BatchBytes = 2_500_000;

    public static string Partition(string feed, string epoch, string cut) => $"{feed}:{epoch}:{cut}";

    /// <summary>A whole partition.</summary>
    public async Task<List<StoredSeries>> ReadAsync(string feed, string epoch, string cut, CancellationToken cancellationToken)
    {
        var series = new List<StoredSeries>();
        foreach (var (key, entity) in await EntitiesAsync(Partition(feed, epoch, cut), cancellationToken))
        {
            series.Add(new StoredSeries(key, PackedColumns.ReadBytes(entity, Column)));
        }

        return series;
    }

    /// <summary>
    /// Replaces whole months of the series of a partition; a month for which a series has no versions is taken out of it. Writes
    /// only the entities whose bytes change.
    /// </summary>
    /// <returns>The number of entities written.</returns>
    public async Task<int> ReplaceMonthsAsync(
        string feed, string epoch, string cut, IReadOnlyDictionary<string, Dictionary<Month, CellVersion[]>> changes, IReadOnlyCollection<Month> months, CancellationToken cancellationToken)
    {
        var partition = Partition(feed, epoch, cut);
        var stored = await EntitiesAsync(partition, cancellationToken);
        var written = new List<TableTransactionAction>();
        var (bytes, count) = (0, 0);
        foreach (var key in stored.Keys.Union(changes.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var before = stored.TryGetValue(key, out var entity) ? PackedColumns.ReadBytes(entity, Column) : [];
            var series = SeriesCodec.Decode(before);
            foreach (var month in months) series.Remove(month);
            if (changes.TryGetValue(key, out var replaced))
            {
                foreach (var (month, versions) in replaced) series[month] = versions;
            }

            var after = SeriesCodec.Encode(series);
            if (after.AsSpan().SequenceEqual(before)) continue;

            if (written.Count == BatchEntities || bytes + after.Length > BatchBytes) await FlushAsync();
            entity = new TableEntity(partition, key);
            PackedColumns.Write(entity, Column, after);
            written.Add(after.Length > 0
                ? new(TableTransactionActionType.UpsertReplace, entity)
                : new(TableTransactionActionType.Delete, entity, ETag.All));
            bytes += after.Length;
            count++;
        }

        await FlushAsync();
        return count;

        async Task FlushAsync()
        {
            if (written.Count > 0) await storage.Series.SubmitTransactionAsync(written, cancellationToken);
            written.Clear();
            bytes = 0;
        }
    }

    /// <summary>Deletes the partitions of a feed that belong to another epoch than the one given.</summary>
    public async Task<int> DeleteOtherEpochsAsync(string feed, string epoch, CancellationToken cancellationToken)
    {
        var old = new List<(string Partition, string Key)>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {feed + ":"} and PartitionKey lt {feed + ";"}");
        await foreach (var entity in storage.Series.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            if (!entity.PartitionKey.StartsWith($"{feed}:{epoch}:", StringComparison.Ordinal)) old.Add((entity.PartitionKey, entity.RowKey));
        }

        foreach (var batch in old.GroupBy(o => o.Partition, StringComparer.Ordinal).SelectMany(g => g.Chunk(BatchEntities)))
        {
            await storage.Series.SubmitTransactionAsync(
                batch.Select(o => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(o.Partition, o.Key), ETag.All)), cancellationToken);
        }

        return old.Count;
    }

    private async Task<Dictionary<string, TableEntity>> EntitiesAsync(string partition, CancellationToken cancellationToken)
    {
        var entities = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        try
        {
            await foreach (var entity in storage.Series.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken))
            {
                entities.Add(entity.RowKey, entity);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The table does not exist before the first publication.
        }

        return entities;
    }
}
