using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>What an action is on the wire, alone or within a transaction.</summary>
internal readonly struct EntityWrite(string table, TableTransactionAction action)
{
    public TableEntity Entity { get; } = EntityMapper.ToTableEntity(action.Entity);

    public RequestMethod Method => action.ActionType switch
    {
        TableTransactionActionType.Add => RequestMethod.Post,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => RequestMethod.Patch,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => RequestMethod.Put,
        TableTransactionActionType.Delete => RequestMethod.Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "No such action."),
    };

    /// <summary>After the endpoint, escaped.</summary>
    public string Address => action.ActionType == TableTransactionActionType.Add
        ? $"/{table}"
        : Path(table, Entity.PartitionKey, Entity.RowKey);

    /// <summary>An upsert has none; a delete must have one.</summary>
    public ETag IfMatch => action.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace => action.ETag,
        TableTransactionActionType.Delete => action.ETag == default ? ETag.All : action.ETag,
        _ => default,
    };

    public bool HasBody => action.ActionType != TableTransactionActionType.Delete;

    public static string Path(string table, string partitionKey, string rowKey) =>
        $"/{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    // First the quotes of the literal, then the address.
    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
