using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Trade.Query;
using Azure.Data.Tables;

namespace Aim.Pipeline.Publishing;

/// <summary>
/// What readers may see of a feed: one row of table <c>publications</c>. Series hold the versions of every publication; a reader
/// counts those up to the last one of each month that stands here, so that writing this row publishes all of them at once.
/// </summary>
public sealed class FeedPublications
{
    public const string Partition = "publications";

    private const string LinesColumn = "Lines";

    private Lazy<FeedView> view;
    private Lazy<HashSet<(int, string, DateTimeOffset)>> known;

    private FeedPublications(TableEntity entity)
    {
        Entity = entity;
        All = [.. PackedColumns.Read(entity, LinesColumn).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Publication.OfLine)];
        (view, known) = Indexes(All);
    }

    public TableEntity Entity { get; }

    /// <summary>The feed, or the part of it that is published by itself: its name, a dash, and the owner in small letters.</summary>
    public string Feed => Entity.RowKey;

    /// <summary>Whether it is the feed of that name, or a part of it.</summary>
    public bool IsOf(string feed) => Feed == feed || (Feed.StartsWith(feed, StringComparison.Ordinal) && Feed[feed.Length] == '-');

    /// <summary>All publications by sequence, those that say nothing included.</summary>
    public IReadOnlyList<Publication> All { get; private set; }

    /// <summary>The version of the stored form and of the rules that shaped it; part of the partition keys of the series.</summary>
    public string Epoch => Entity.GetString(nameof(Epoch)) ?? "";

    /// <summary>The cuts that have a partition.</summary>
    public IReadOnlyList<string> Cuts => (Entity.GetString(nameof(Cuts)) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Hash of all that is published, 12 hexadecimal digits.</summary>
    public string Version => Entity.GetString(nameof(Version)) ?? "";

    /// <summary>Whether the answer is published, with the time that it counts as published at.</summary>
    public bool Has(RawBlob answer, DateTimeOffset publishedAt) => known.Value.Contains((answer.Sequence, answer.Hash, publishedAt));

    /// <summary>Whether the answer is published and says something; one that could not be read may be tried again.</summary>
    public bool IsRead(RawBlob answer) => All.Any(p => p.Sequence == answer.Sequence && p.Hash == answer.Hash && p.Counts);

    /// <summary>The view of now, or of the end of a day (UTC).</summary>
    public FeedView ViewAt(DateOnly? asOf) => asOf is { } day ? ViewOf(All.Where(p => p.Day <= day)) : view.Value;

    public static FeedPublications Of(string feed, TableEntity? entity) => new(entity ?? new TableEntity(Partition, feed));

    /// <summary>Sets what is published from now on.</summary>
    public void Set(IEnumerable<Publication> all, string epoch, IEnumerable<string> cuts)
    {
        All = [.. all.OrderBy(p => p.Sequence).ThenBy(p => p.Hash, StringComparer.Ordinal)];
        (view, known) = Indexes(All);
        var lines = string.Concat(All.Select(p => p.ToLine() + "\n"));
        PackedColumns.Write(Entity, LinesColumn, lines);
        Entity[nameof(Epoch)] = epoch;
        Entity[nameof(Cuts)] = string.Join(',', cuts.Order(StringComparer.Ordinal));
        Entity[nameof(Version)] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{epoch}\n{string.Join('\n', Publication.Contents(All))}")))[..12];
    }

    private static (Lazy<FeedView> View, Lazy<HashSet<(int, string, DateTimeOffset)>> Known) Indexes(IReadOnlyList<Publication> all) =>
        (new(() => ViewOf(all)), new(() => [.. all.Select(p => (p.Sequence, p.Hash, p.Published))]));

    private static FeedView ViewOf(IEnumerable<Publication> publications)
    {
        var months = publications.SelectMany(p => p.Changes.Select(c => (c.Month, p.Version))).GroupBy(c => c.Month, c => c.Version).ToList();
        return new FeedView(months.ToFrozenDictionary(m => m.Key, m => m.Min()), months.ToFrozenDictionary(m => m.Key, m => m.Max()));
    }
}
