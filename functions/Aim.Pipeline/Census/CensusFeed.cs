using Aim.Pipeline.Feeds;
using Aim.Pipeline.Storage;
using Aim.Trade;
using Microsoft.Extensions.Options;

namespace Aim.Pipeline.Census;

/// <summary>U.S. imports or exports of chapter 76 by ten-digit code and country, a month to the unit.</summary>
public sealed class CensusFeed(string name, CensusFlow flow, CensusClient client, IOptions<AimOptions> options) : IFeed
{
    public const string Imports = "census-imports", Exports = "census-exports";

    private readonly CensusOptions settings = options.Value.Census;

    public string Name { get; } = name;

    public CensusLayout Layout => flow.Layout;

    public IReadOnlyList<string> Due(IReadOnlyDictionary<string, UnitState> units, DateTimeOffset now) =>
        CensusSchedule.Due(settings, units, now);

    public IReadOnlyList<string> Range(string? from, string? to, DateTimeOffset now)
    {
        var first = from is null ? Month.Parse(settings.FirstMonth) : Month.Parse(from);
        var last = to is null ? CensusSchedule.Newest(now) : Month.Parse(to);
        return CensusSchedule.Months(first, last);
    }

    public Task<Uri?> FetchAsync(string unit, Spool spool, CancellationToken cancellationToken) =>
        client.FetchMonthAsync(flow, Month.Parse(unit), spool, cancellationToken);

    public async Task<long> ValidateAsync(string unit, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var month = await ReadAsync(unit, body, cancellationToken);
            if (month.Counts is { Cells: 0, Rows: > 0 }) throw new SourceException(SourceFault.Content, "The answer has rows, and none of a single country.");
            return month.Counts.Rows;
        }
        catch (CensusFormatException e)
        {
            throw new SourceException(SourceFault.Content, e.Message, e);
        }
    }

    /// <exception cref="CensusFormatException">The body is not an answer for the unit.</exception>
    public Task<CensusMonth> ReadAsync(string unit, Stream body, CancellationToken cancellationToken) =>
        CensusMonthReader.ReadAsync(body, flow.Layout, Month.Parse(unit), cancellationToken);
}
