using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused; nothing of it was written.</summary>
public class TableTransactionFailedException(RequestFailedException requestFailedException) : RequestFailedException(
    requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException)
{
    /// <summary>The place in the transaction, from 0, of the action that failed; null when the service blames none.</summary>
    public int? FailedTransactionActionIndex { get; } = IndexIn(requestFailedException.Message);

    // The service writes the place before the message: "3:The specified entity already exists."
    private static int? IndexIn(string message) =>
        int.TryParse(message.AsSpan(0, Math.Max(0, message.IndexOf(':', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
