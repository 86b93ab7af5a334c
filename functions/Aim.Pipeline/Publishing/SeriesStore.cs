using Aim.Pipeline.Storage;
using Aim.Trade;
using Aim.Trade.Series;
using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Publishing;

/// <summary>
/// Table <c>series</c>: one entity for each series, its months packed; a partition for each cut of a feed. Where a key has a slash,
/// what is before it is the row and what is behind it the column, so that related series are one entity.
/// </summary>
public sealed class SeriesStore(AimStorage storage)
{
    private const string Column = "Data";

    /// <summary>Entities in a transaction, and their bytes; the service allows 100 and 4 MiB, base64 counted.</summary>
    private const int BatchEntities = 100, BatchBytes = 2_500_000;

    public static string Partition(string feed, string epoch, string cut) => $"{feed}:{epoch}:{cut}";

    /// <summary>A partition, or the rows of it that begin so.</summary>
    public async Task<List<StoredSeries>> ReadAsync(string feed, string epoch, string cut, string rows, CancellationToken cancellationToken)
    {
        var series = new List<StoredSeries>();
        foreach (var (row, entity) in await EntitiesAsync(Partition(feed, epoch, cut), rows, cancellationToken))
        {
            foreach (var column in ColumnsOf(entity)) series.Add(new StoredSeries(KeyOf(row, column), PackedColumns.ReadBytes(entity, column)));
        }

        return series;
    }

    /// <summary>
    /// Replaces whole months of the series of a partition; a month for which a series has no versions is taken out of it. Writes
    /// only the entities whose bytes change, each together with its copy where the cut has copies.
    /// </summary>
    /// <param name="feed">The feed.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="cut">The cut.</param>
    /// <param name="rows">How the rows begin that are ours; empty when all are.</param>
    /// <param name="changes">By series, the months.</param>
    /// <param name="months">The months to replace.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The number of entities written, without copies.</returns>
    public async Task<int> ReplaceMonthsAsync(
        string feed,
        string epoch,
        string cut,
        string rows,
        IReadOnlyDictionary<string, Dictionary<Month, CellVersion[]>> changes,
        IReadOnlyCollection<Month> months,
        CancellationToken cancellationToken)
    {
        var partition = Partition(feed, epoch, cut);
        var stored = await EntitiesAsync(partition, rows, cancellationToken);
        var changed = changes.ToLookup(c => RowOf(c.Key).Row, c => (RowOf(c.Key).Column, c.Value), StringComparer.Ordinal);
        var written = new List<TableTransactionAction>();
        var (bytes, count) = (0, 0);
        foreach (var row in stored.Keys.Union(changed.Select(c => c.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var after = Replaced(stored.GetValueOrDefault(row), changed[row].ToDictionary(c => c.Column, c => c.Value, StringComparer.Ordinal), months);
            if (after is null) continue;

            string[] places = Cut.CopyOf(cut, row) is { } copy ? [row, copy] : [row];
            var size = after.Sum(c => c.Value.Length) * places.Length;
            if (written.Count + places.Length > BatchEntities || bytes + size > BatchBytes) await FlushAsync();
            foreach (var place in places)
            {
                var entity = new TableEntity(partition, place);
                foreach (var (column, data) in after) PackedColumns.Write(entity, column, data);
                written.Add(after.Count > 0
                    ? new(TableTransactionActionType.UpsertReplace, entity)
                    : new(TableTransactionActionType.Delete, entity, ETag.All));
            }

            bytes += size;
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

    /// <summary>Deletes the partitions of a feed that belong to other epochs than those given.</summary>
    public async Task<int> DeleteOtherEpochsAsync(string feed, IReadOnlyCollection<string> epochs, CancellationToken cancellationToken)
    {
        var old = new List<(string Partition, string Key)>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {feed + ":"} and PartitionKey lt {feed + ";"}");
        await foreach (var entity in storage.Series.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            if (!epochs.Contains(entity.PartitionKey.Split(':')[1], StringComparer.Ordinal)) old.Add((entity.PartitionKey, entity.RowKey));
        }

        foreach (var batch in old.GroupBy(o => o.Partition, StringComparer.Ordinal).SelectMany(g => g.Chunk(BatchEntities)))
        {
            await storage.Series.SubmitTransactionAsync(
                batch.Select(o => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(o.Partition, o.Key), ETag.All)), cancellationToken);
        }

        return old.Count;
    }

    /// <summary>The columns of a row with months replaced; none when nothing is left of it, null when nothing changes.</summary>
    private static SortedDictionary<string, byte[]>? Replaced(
        TableEntity? entity, Dictionary<string, Dictionary<Month, CellVersion[]>> changes, IReadOnlyCollection<Month> months)
    {
        var (result, isChanged) = (new SortedDictionary<string, byte[]>(StringComparer.Ordinal), false);
        foreach (var column in (entity is null ? [] : ColumnsOf(entity)).Union(changes.Keys, StringComparer.Ordinal))
        {
            var before = entity is null ? [] : PackedColumns.ReadBytes(entity, column);
            var series = SeriesCodec.Decode(before);
            foreach (var month in months) series.Remove(month);
            if (changes.TryGetValue(column, out var replaced))
            {
                foreach (var (month, versions) in replaced) series[month] = versions;
            }

            var after = SeriesCodec.Encode(series);
            isChanged |= !after.AsSpan().SequenceEqual(before);
            if (after.Length > 0) result.Add(column, after);
        }

        return isChanged ? result : null;
    }

    private static (string Row, string Column) RowOf(string key) => key.Split('/') is [var row, var column] ? (row, column) : (key, Column);

    private static string KeyOf(string row, string column) => column == Column ? row : $"{row}/{column}";

    /// <summary>Longer values go on in numbered columns, the first of which ends in 0.</summary>
    private static IEnumerable<string> ColumnsOf(TableEntity entity) => entity.ContainsKey(Column + "0") ? [Column]
        : entity.Where(p => p.Value is byte[] && p.Key.EndsWith('0')).Select(p => p.Key[..^1]).Order(StringComparer.Ordinal);

    private async Task<Dictionary<string, TableEntity>> EntitiesAsync(string partition, string rows, CancellationToken cancellationToken)
    {
        var entities = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        var filter = rows.Length == 0
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {rows} and RowKey lt {rows + "~"}");
        try
        {
            await foreach (var entity in storage.Series.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
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
