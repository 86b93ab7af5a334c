namespace Azure.Data.Tables;

/// <summary>One write of a transaction.</summary>
/// <param name="etag">
/// For updates and deletes: the version that must be there. Left out, a delete takes any version, and an update is an upsert
/// (so does the service's own client).
/// </param>
public class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    public TableTransactionActionType ActionType { get; } = actionType;

    public ITableEntity Entity { get; } = entity;

    public ETag ETag { get; } = etag;
}
