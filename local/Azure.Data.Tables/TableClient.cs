using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Internal;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// One table. Requests are retried by the pipeline, so that an insert or a conditional write can meet its own earlier success and
/// fail with 409 or 412: a caller to whom that matters reads the row again and recognises what it wrote.
/// </summary>
public class TableClient
{
    private readonly TableConnection connection;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableConnection.Parse(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(new TableConnection(endpoint, tokenCredential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(new TableConnection(endpoint, credential, options), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        this.connection = connection;
        Name = tableName;
    }

    public virtual string Name { get; }

    /// <summary>Values become literals: <c>CreateQueryFilter($"PartitionKey eq {key}")</c> is safe for every key.</summary>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), await SendCreateAsync(Expect.Done, cancellationToken));

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await SendCreateAsync(Expect.DoneOrThere, cancellationToken);
        // The other conflict is a table that is still being deleted.
        if (response.Status == 409 && TableErrorParser.Parse(response.Content.ToMemory())?.Code != TableErrorCode.TableAlreadyExists)
            throw new RequestFailedException(response);
        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>A table that is not there is no error.</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        connection.SendAsync(RequestMethod.Delete, $"/Tables('{Uri.EscapeDataString(Name)}')", Expect.DoneOrMissing, cancellationToken);

    /// <exception cref="RequestFailedException">409 when the row is there, 400 when it breaks a limit.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => WriteAsync(new(TableTransactionActionType.Add, entity), cancellationToken);

    /// <summary>Writes the row whether it is there or not.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => WriteAsync(
        new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity),
        cancellationToken);

    /// <param name="ifMatch">The version that must be there, or <see cref="ETag.All"/>.</param>
    /// <exception cref="RequestFailedException">412 when another version is there, 404 when none is.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
            throw new ArgumentException("An update needs an ETag, or ETag.All.", nameof(ifMatch));
        return WriteAsync(
            new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace, entity, ifMatch),
            cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);

    /// <summary>A row that is not there is no error: the answer's status is then 404.</summary>
    /// <param name="ifMatch">The version that must be there; left out, any.</param>
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) => connection.SendAsync(
        RequestMethod.Delete, EntityWrite.Path(Name, partitionKey, rowKey), Expect.DoneOrMissing, cancellationToken,
        ifMatch: ifMatch == default ? ETag.All : ifMatch);

    /// <exception cref="RequestFailedException">404 when the row is not there.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => Value<T>(await SendGetAsync(partitionKey, rowKey, select, Expect.Ok, cancellationToken));

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await SendGetAsync(partitionKey, rowKey, select, Expect.OkOrMissing, cancellationToken);
        return response.Status == 404 ? new NoEntity<T>(response) : Value<T>(response);
    }

    /// <summary>
    /// Reads page by page as the caller goes on; the rows of a partition come in the order of their keys. A page may be empty.
    /// </summary>
    /// <param name="filter">OData; null for all rows.</param>
    /// <param name="maxPerPage">At most 1000, which is also the default.</param>
    /// <param name="select">The properties to read; null for all.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => new Pages<T>(
        async (continuation, size, cancellation) =>
        {
            // A row key may be missing in the continuation, and is then not sent.
            var keys = continuation?.Split('\n', 2);
            var response = await connection.SendAsync(
                RequestMethod.Get,
                $"/{Name}()" + Query.Of(filter, size, select, ("NextPartitionKey", keys?[0]), ("NextRowKey", keys?[1])),
                Expect.Ok,
                cancellation);
            var entities = EntityJson.ReadPage(response.Content.ToMemory().Span);
            response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var nextPartition);
            response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var nextRow);
            return Page<T>.FromValues(
                entities as IReadOnlyList<T> ?? entities.ConvertAll(EntityMapper.FromTableEntity<T>),
                nextPartition is null && nextRow is null ? null : $"{nextPartition}\n{nextRow}",
                response);
        },
        maxPerPage,
        cancellationToken);

    /// <summary>
    /// Writes all or nothing: 1 to 100 actions on different rows of one partition, at most 4 MiB as sent.
    /// </summary>
    /// <returns>The answer to each action, in their order, with the row's new ETag.</returns>
    /// <exception cref="TableTransactionFailedException">Nothing was written; it names the action that failed.</exception>
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Transaction.SubmitAsync(connection, Name, [.. transactionActions], cancellationToken);

    private static Response<T> Value<T>(Response response)
        where T : class, ITableEntity => Response.FromValue(
        EntityMapper.FromTableEntity<T>(EntityJson.ReadOne(response.Content.ToMemory().Span)), response);

    private async Task<Response> SendCreateAsync(StatusCodeClassifier expected, CancellationToken cancellationToken)
    {
        var body = new PooledBuffer();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("TableName", Name);
        json.WriteEndObject();
        json.Flush();
        return await connection.SendAsync(RequestMethod.Post, "/Tables", expected, cancellationToken, body);
    }

    private Task<Response> SendGetAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, StatusCodeClassifier expected, CancellationToken cancellationToken) =>
        connection.SendAsync(
            RequestMethod.Get, EntityWrite.Path(Name, partitionKey, rowKey) + Query.Of(null, null, select), expected, cancellationToken);

    private async Task<Response> WriteAsync(TableTransactionAction action, CancellationToken cancellationToken)
    {
        var write = new EntityWrite(Name, action);
        EntityLimits.Check(write.Entity);
        var body = new PooledBuffer();
        using var json = new Utf8JsonWriter(body, EntityJson.WriterOptions);
        EntityJson.Write(json, write.Entity);
        return await connection.SendAsync(write.Method, write.Address, Expect.Done, cancellationToken, body, ifMatch: write.IfMatch);
    }
}
