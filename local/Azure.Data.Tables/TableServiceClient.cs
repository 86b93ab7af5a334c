using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Internal;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableConnection connection;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        connection = TableConnection.Parse(connectionString, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        connection = new TableConnection(endpoint, tokenCredential, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null!)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) =>
        connection = new TableConnection(endpoint, credential, options);

    /// <summary>Asks nothing of the service.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(connection, tableName);

    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>A table that is not there is no error. The name stays taken for a while (at least 40 s in the cloud).</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <param name="filter">OData, over <c>TableName</c>; null for all tables.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) => new Pages<TableItem>(
        async (continuation, size, cancellation) =>
        {
            var response = await connection.SendAsync(
                RequestMethod.Get, "/Tables" + Query.Of(filter, size, null, ("NextTableName", continuation)), Expect.Ok, cancellation);
            using var answer = JsonDocument.Parse(response.Content.ToMemory());
            var tables = answer.RootElement.GetProperty("value").EnumerateArray()
                .Select(table => new TableItem(table.GetProperty("TableName").GetString()!))
                .ToList();
            response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
            return Page<TableItem>.FromValues(tables, next, response);
        },
        maxPerPage,
        cancellationToken);
}
