using System.Globalization;
using System.Text;
using Aim.Pipeline.Storage;
using Azure.Data.Tables;

namespace Aim.Pipeline.Feeds;

/// <summary>
/// What a feed knows of its upstream, one row of table <c>feeds</c>. Its units can be rebuilt from the names of the raw blobs; the
/// row saves the listing.
/// </summary>
public sealed class FeedState
{
    public const string RowKey = "state";

    private const string UnitsColumn = "Units";

    private FeedState(TableEntity entity)
    {
        Entity = entity;
        foreach (var line in PackedColumns.Read(entity, UnitsColumn).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            Units[parts[0]] = new UnitState(
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                parts[2],
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture)));
        }
    }

    public TableEntity Entity { get; }

    public SortedDictionary<string, UnitState> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>The sequence of the next answer that is stored.</summary>
    public int NextSequence
    {
        get => Entity.GetInt32(nameof(NextSequence)) ?? 1;
        set => Entity[nameof(NextSequence)] = value;
    }

    /// <summary>Runs in a row that failed.</summary>
    public int Failures
    {
        get => Entity.GetInt32(nameof(Failures)) ?? 0;
        set => Entity[nameof(Failures)] = value;
    }

    /// <summary>No timer asks the upstream before.</summary>
    public DateTimeOffset BlockedUntil
    {
        get => Entity.GetDateTimeOffset(nameof(BlockedUntil)) ?? DateTimeOffset.UnixEpoch;
        set => Entity[nameof(BlockedUntil)] = value;
    }

    public DateTimeOffset? LastSuccess
    {
        get => Entity.GetDateTimeOffset(nameof(LastSuccess));
        set => Entity[nameof(LastSuccess)] = value;
    }

    /// <summary>The part of the feed that the run is at: nothing more is on its way for the others.</summary>
    public string Pulling
    {
        get => Entity.GetString(nameof(Pulling)) ?? "";
        set => Entity[nameof(Pulling)] = value;
    }

    /// <summary>The ledger row of the run that holds, or last held, the claim.</summary>
    public string? RunKey
    {
        get => Entity.GetString(nameof(RunKey));
        set => Entity[nameof(RunKey)] = value;
    }

    public static FeedState Of(string feed, TableEntity? entity) => new(entity ?? new TableEntity(feed, RowKey));

    public TableEntity ToEntity()
    {
        var text = new StringBuilder();
        foreach (var (unit, state) in Units)
        {
            text.Append(CultureInfo.InvariantCulture, $"{unit} {state.Sequence} {state.Hash} {state.Checked.ToUnixTimeSeconds()}\n");
        }

        PackedColumns.Write(Entity, UnitsColumn, text.ToString());
        return Entity;
    }
}
