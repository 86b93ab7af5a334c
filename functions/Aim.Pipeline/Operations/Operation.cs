using Aim.Pipeline.Storage;
using Azure.Data.Tables;

namespace Aim.Pipeline.Operations;

/// <summary>What an administrator has ordered, and how far it is.</summary>
/// <param name="Id">Sorts by time.</param>
/// <param name="Kind"><c>ingest</c> or <c>reprocess</c>.</param>
/// <param name="Feed">The feed.</param>
/// <param name="From">First unit; null is open.</param>
/// <param name="To">Last unit; null is open.</param>
/// <param name="Created">When it was ordered.</param>
public sealed record Operation(string Id, string Kind, string Feed, string? From, string? To, DateTimeOffset Created)
{
    public const string Partition = "operations";

    /// <summary><c>queued</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</summary>
    public string State { get; init; } = "queued";

    public DateTimeOffset? Ended { get; init; }

    /// <summary>Units asked for so far.</summary>
    public int Asked { get; init; }

    /// <summary>Answers stored, or series written.</summary>
    public int Stored { get; init; }

    public int Failed { get; init; }

    public IReadOnlyList<string> Errors { get; init; } = [];

    public bool IsOpen => State is "queued" or "running";

    public TableEntity ToEntity()
    {
        var entity = new TableEntity(Partition, Id)
        {
            ["Kind"] = Kind,
            ["Feed"] = Feed,
            ["Created"] = Created,
            ["State"] = State,
            ["Asked"] = Asked,
            ["Stored"] = Stored,
            ["Failed"] = Failed,
            ["Errors"] = string.Join('\n', Errors),
        };
        if (From is not null) entity["From"] = From;
        if (To is not null) entity["To"] = To;
        if (Ended is { } ended) entity["Ended"] = ended;
        return entity;
    }

    public static Operation Of(TableEntity e) =>
        new(e.RowKey, e.Text("Kind"), e.Text("Feed"), e.GetString("From"), e.GetString("To"), e.GetDateTimeOffset("Created")!.Value)
        {
            State = e.Text("State"),
            Ended = e.GetDateTimeOffset("Ended"),
            Asked = e.GetInt32("Asked") ?? 0,
            Stored = e.GetInt32("Stored") ?? 0,
            Failed = e.GetInt32("Failed") ?? 0,
            Errors = e.Text("Errors").Split('\n', StringSplitOptions.RemoveEmptyEntries),
        };
}
