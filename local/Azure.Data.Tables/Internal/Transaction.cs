using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Internal;

/// <summary>A transaction: one multipart request with a request for each action, and an answer of the same shape.</summary>
internal static class Transaction
{
    public const int MaxActions = 100;
    public const int MaxBytes = 4 * 1024 * 1024;

    // Any text will do that no part contains: the parts are JSON without line breaks.
    private const string Batch = "batch_aim";
    private const string ChangeSet = "changeset_aim";

    public static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(
        TableConnection connection, string table, List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        if (actions.Count == 0)
            throw new InvalidOperationException("A transaction needs an action.");
        if (actions.Count > MaxActions)
            throw Failed(EntityLimits.Error(TableErrorCode.InvalidInput, $"The transaction has {actions.Count} actions; at most {MaxActions} are allowed."));

        var body = new PooledBuffer();
        Write(body, connection.Endpoint, table, actions);
        if (body.Length > MaxBytes)
            throw Failed(new RequestFailedException(413, $"The transaction takes {body.Length} bytes; at most {MaxBytes} are allowed.", "RequestBodyTooLarge", null));

        var response = await connection.SendAsync(
            RequestMethod.Post, "/$batch", Expect.Accepted, cancellationToken, body, $"multipart/mixed; boundary={Batch}");
        var parts = TransactionPart.Parse(response.Content.ToString());
        foreach (var part in parts)
        {
            // The status of the whole is 202 even then.
            if (part.Status >= 400)
                throw Failed(part.Error());
        }

        if (parts.Count != actions.Count)
            throw Failed(new RequestFailedException(response.Status, $"The answer has {parts.Count} parts for {actions.Count} actions."));
        return Response.FromValue<IReadOnlyList<Response>>(parts, response);
    }

    private static void Write(PooledBuffer body, string endpoint, string table, List<TableTransactionAction> actions)
    {
        using var json = new Utf8JsonWriter(body, EntityJson.WriterOptions);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        Append(body, $"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");
        for (var index = 0; index < actions.Count; index++)
        {
            var write = new EntityWrite(table, actions[index]);
            var entity = write.Entity;
            try
            {
                EntityLimits.Check(entity);
                if (!string.Equals(entity.PartitionKey, actions[0].Entity.PartitionKey, StringComparison.Ordinal))
                    throw EntityLimits.Error(TableErrorCode.CommandsInBatchActOnDifferentPartitions, "All actions of a transaction must be on one partition.");
                if (!rows.Add(entity.RowKey))
                    throw EntityLimits.Error(TableErrorCode.InvalidDuplicateRow, $"The transaction has the row {entity.RowKey} twice.");
            }
            catch (RequestFailedException exception)
            {
                throw Failed(new RequestFailedException(exception.Status, $"{index}:{exception.Message}", exception.ErrorCode, exception));
            }

            Append(body, $"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Append(body, $"{write.Method} {endpoint}{write.Address} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
            if (write.IfMatch != default)
                Append(body, $"If-Match: {write.IfMatch}\r\n");
            if (write.HasBody)
            {
                Append(body, "Prefer: return-no-content\r\nContent-Type: application/json\r\n\r\n");
                EntityJson.Write(json, entity);
                json.Reset();
            }

            Append(body, "\r\n");
        }

        Append(body, $"--{ChangeSet}--\r\n--{Batch}--\r\n");
    }

    private static void Append(PooledBuffer body, string text) => Encoding.UTF8.GetBytes(text, body);

    private static TableTransactionFailedException Failed(RequestFailedException exception) => new(exception);
}
