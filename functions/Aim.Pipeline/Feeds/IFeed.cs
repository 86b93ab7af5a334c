using Aim.Pipeline.Storage;

namespace Aim.Pipeline.Feeds;

/// <summary>A source of data that is pulled unit by unit (a unit is what one answer holds, as a month).</summary>
public interface IFeed
{
    /// <summary>As <c>census-imports</c>: letters and dashes.</summary>
    string Name { get; }

    /// <summary>The units to pull now, in the order to pull them; none when nothing is due.</summary>
    IReadOnlyList<string> Due(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now);

    /// <summary>The units of a range that an administrator asks for; null is open.</summary>
    IReadOnlyList<string> Range(string? from, string? to, DateTimeOffset now);

    /// <summary>Pulls one unit into the spool.</summary>
    /// <returns>Where the answer came from, without any key; null when the upstream has nothing for the unit (yet).</returns>
    /// <exception cref="SourceException">The upstream cannot be reached or refuses.</exception>
    Task<Uri?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken);

    /// <summary>Reads an answer through and counts its rows; none means that the upstream has nothing for the unit (yet).</summary>
    /// <exception cref="SourceException">It is not an answer of this feed; nothing of it may be used.</exception>
    Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken);
}
