using System.Globalization;
using Aim.Pipeline.Storage;
using Azure.Data.Tables;

namespace Aim.Pipeline.Feeds;

/// <summary>Why a run took place.</summary>
public static class Causes
{
    public const string Timer = "timer", Event = "event", Admin = "admin", Reconcile = "reconcile";
}

public static class Outcomes
{
    public const string Running = "running", Succeeded = "succeeded", Unchanged = "unchanged", Partial = "partial", Failed = "failed",
        Interrupted = "interrupted";
}

/// <summary>One row of the ledger: what one run of a feed did.</summary>
public sealed class Run
{
    private const int MaxErrors = 20;

    private static readonly DateTimeOffset Horizon = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A run that begins now.</summary>
    /// <param name="step"><c>ingest</c>, <c>publish</c> or <c>reprocess</c>.</param>
    public static Run Begin(string feed, string step, string cause, DateTimeOffset now) => new()
    {
        Feed = feed,
        // Newest first, which is how a ledger is read; Table storage sorts by key.
        Key = string.Create(CultureInfo.InvariantCulture, $"run-{(Horizon - now).Ticks:D19}-{Guid.NewGuid():N}")[..32],
        Step = step,
        Cause = cause,
        Started = now,
    };

    public required string Feed { get; init; }

    public required string Key { get; init; }

    public required string Step { get; init; }

    public required string Cause { get; init; }

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>Wall-clock duration in milliseconds.</summary>
    public long DurationMs { get; set; }

    public string Outcome { get; set; } = Outcomes.Running;

    public string? From { get; set; }

    public string? To { get; set; }

    public int Asked { get; set; }

    public int Stored { get; set; }

    public int Unchanged { get; set; }

    public int NotAvailable { get; set; }

    public int Failed { get; set; }

    public long Rows { get; set; }

    public long Bytes { get; set; }

    /// <summary>Hash of the newest answer, or of what was published.</summary>
    public string? Hash { get; set; }

    /// <summary>What went wrong, or why it ended early, at most <see cref="MaxErrors"/> lines.</summary>
    public List<string> Errors { get; } = [];

    public void Fail(string unit, string reason)
    {
        Failed++;
        Note(unit, reason);
    }

    /// <summary>Tells why the run ended early, where that is no failure.</summary>
    public void Note(string unit, string reason)
    {
        if (Errors.Count < MaxErrors) Errors.Add($"{unit}: {(reason.Length > 500 ? reason[..500] : reason)}");
    }

    public void Covers(string unit)
    {
        if (From is null || string.CompareOrdinal(unit, From) < 0) From = unit;
        if (To is null || string.CompareOrdinal(unit, To) > 0) To = unit;
    }

    public TableEntity ToEntity()
    {
        var entity = new TableEntity(Feed, Key)
        {
            ["Step"] = Step,
            ["Cause"] = Cause,
            ["Started"] = Started,
            ["DurationMs"] = DurationMs,
            ["Outcome"] = Outcome,
            ["Asked"] = Asked,
            ["Stored"] = Stored,
            ["Unchanged"] = Unchanged,
            ["NotAvailable"] = NotAvailable,
            ["Failed"] = Failed,
            ["Rows"] = Rows,
            ["Bytes"] = Bytes,
            ["Errors"] = string.Join('\n', Errors),
        };
        if (Ended is { } ended) entity["Ended"] = ended;
        if (From is not null) entity["From"] = From;
        if (To is not null) entity["To"] = To;
        if (Hash is not null) entity["Hash"] = Hash;
        return entity;
    }

    public static Run Of(TableEntity entity)
    {
        var run = new Run
        {
            Feed = entity.PartitionKey,
            Key = entity.RowKey,
            Step = entity.Text("Step"),
            Cause = entity.Text("Cause"),
            Started = entity.GetDateTimeOffset("Started")!.Value,
            Ended = entity.GetDateTimeOffset("Ended"),
            DurationMs = entity.GetInt64("DurationMs") ?? 0,
            Outcome = entity.Text("Outcome"),
            From = entity.GetString("From"),
            To = entity.GetString("To"),
            Asked = entity.GetInt32("Asked") ?? 0,
            Stored = entity.GetInt32("Stored") ?? 0,
            Unchanged = entity.GetInt32("Unchanged") ?? 0,
            NotAvailable = entity.GetInt32("NotAvailable") ?? 0,
            Failed = entity.GetInt32("Failed") ?? 0,
            Rows = entity.GetInt64("Rows") ?? 0,
            Bytes = entity.GetInt64("Bytes") ?? 0,
            Hash = entity.GetString("Hash"),
        };
        run.Errors.AddRange(entity.Text("Errors").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return run;
    }
}
