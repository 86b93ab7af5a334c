using Azure;
using Azure.Data.Tables;

namespace Aim.Pipeline.Storage;

/// <summary>
/// Tells a conflict with another process from one with ourselves: a write whose answer is lost is sent again by the client, and then
/// meets the row that it has written.
/// </summary>
public static class OwnWrite
{
    /// <summary>The version of a row that stands as it was to be written; null when another has written it.</summary>
    public static async Task<ETag?> FindAsync(TableClient table, TableEntity wanted, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(wanted.PartitionKey, wanted.RowKey, cancellationToken: cancellationToken);
        return found.HasValue && AreSame(wanted, found.Value!) ? found.Value!.ETag : null;
    }

    private static bool AreSame(TableEntity wanted, TableEntity found)
    {
        var columns = wanted.Keys.Union(found.Keys).Where(c => c is not ("odata.etag" or "Timestamp"));
        return columns.All(c => Equal(wanted.TryGetValue(c, out var one) ? one : null, found.TryGetValue(c, out var other) ? other : null));
    }

    private static bool Equal(object? one, object? other) => (one, other) is (byte[] a, byte[] b) ? a.AsSpan().SequenceEqual(b) : Equals(one, other);
}
