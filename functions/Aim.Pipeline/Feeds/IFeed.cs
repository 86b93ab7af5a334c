using Aim.Pipeline.Publishing;
using Aim.Pipeline.Raw;
using Aim.Pipeline.Storage;
using Aim.Trade;

namespace Aim.Pipeline.Feeds;

/// <summary>A part of a feed that is published by itself.</summary>
/// <param name="Name">Of its publications: the feed's own name, or that with the owner's behind it.</param>
/// <param name="Owner">Whose units and rows it has, as <c>CA</c>; empty where the feed is one.</param>
public sealed record PublicationScope(string Name, string Owner)
{
    /// <summary>How the names of its units begin.</summary>
    public string Units => Owner.Length == 0 ? "" : $"{Owner}-";
}

/// <summary>An answer that has been pulled.</summary>
/// <param name="Origin">Where it came from, without any key.</param>
/// <param name="Rows">Its rows, where pulling has read it through as <see cref="IFeed.ValidateAsync"/> does; null where it is still to be read.</param>
public sealed record Fetched(Uri Origin, long? Rows = null)
{
    /// <summary>What came from there is still to be read; null where nothing came.</summary>
    public static Fetched? From(Uri? origin) => origin is null ? null : new Fetched(origin);
}

/// <summary>A source of data that is pulled unit by unit (a unit is what one answer holds, as a month).</summary>
public interface IFeed
{
    /// <summary>As <c>census-imports</c>: letters and dashes.</summary>
    string Name { get; }

    /// <summary>The kind of its answers, which ends their names: <c>json</c>, <c>csv</c> or <c>xlsx</c>.</summary>
    string Format { get; }

    /// <summary>The part of the feed that a unit belongs to; each is published by itself.</summary>
    PublicationScope ScopeOf(string unit) => new(Name, "");

    /// <summary>The units to pull now, in the order to pull them; none when nothing is due.</summary>
    /// <exception cref="SourceException">The upstream must be asked what it has, and does not answer.</exception>
    ValueTask<IReadOnlyList<string>> DueAsync(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Whether anything is due, as far as that can be told without asking the upstream.</summary>
    bool IsDue(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now);

    /// <summary>The units of the months that an administrator asks for; null is open.</summary>
    ValueTask<IReadOnlyList<string>> RangeAsync(string? from, string? to, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Pulls one unit into the spool.</summary>
    /// <returns>Null when the upstream has nothing for the unit (yet).</returns>
    /// <exception cref="SourceException">The upstream cannot be reached or refuses.</exception>
    Task<Fetched?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken);

    /// <summary>Reads an answer through and counts its rows; none means that the upstream has nothing for the unit (yet).</summary>
    /// <exception cref="SourceException">It is not an answer of this feed; nothing of it may be used.</exception>
    Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken);

    /// <summary>When more is expected; null before the first publication.</summary>
    DateOnly? NextDue(FeedPublications published);

    /// <summary>The one month that a stored answer is about; null where only reading it tells.</summary>
    Month? MonthOf(RawBlob answer);

    /// <summary>The place of a stored answer among the versions of its months.</summary>
    int VersionOf(RawBlob answer);

    /// <summary>When a stored answer counts as published.</summary>
    DateTimeOffset PublishedAt(RawBlob answer);

    /// <summary>Reads a stored answer into the facts of its months.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    Task<IReadOnlyList<MonthFacts>> ReadAsync(RawBlob answer, Stream body, CancellationToken cancellationToken);
}
