using Aim.Pipeline.Census;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Usgs;
using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;
using Aim.Trade.Profile;
using Aim.Trade.Query;
using Aim.Trade.Series;

namespace Aim.Functions.Views.DataSets;

/// <summary>Monthly trade of the profile, by country.</summary>
/// <param name="Months">By month.</param>
/// <param name="Link">The question that gives the months of a quarter.</param>
public sealed record ProfileTrade(IReadOnlyDictionary<Month, TradeMonth> Months, Func<Quarter, ProfileLink> Link);

/// <summary>Reads what the industry profile is made of.</summary>
public sealed class ProfileReader(TradeReader trade, UsgsTradeReader usgs, CodeBook book)
{
    /// <summary>Imports or exports as the USGS prints them.</summary>
    public async Task<ProfileTrade> PrintedAsync(char flow, Func<UsgsTons, decimal?> kind, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var months = (await usgs.ReadAsync(flow, snapshot, asOf, cancellationToken)).ToDictionary(m => m.Key, m => new TradeMonth(
            m.Value.Total is { } total ? kind(total) : null,
            m.Value.Countries.Where(c => IsCountry(c.Key) && kind(c.Value) is not null).ToDictionary(c => c.Key, c => kind(c.Value)!.Value, StringComparer.Ordinal)));
        return new ProfileTrade(months, q => new ProfileLink(
            $"/api/v1/usgs-trade.json?flow={flow}&from={q.First}&to={q.Last}", $"{(flow == 'M' ? "Imports" : "Exports")} by month and country, as printed", "usgs"));
    }

    /// <summary>Final imports or exports of the Census on one of our bases.</summary>
    public async Task<ProfileTrade> CensusAsync(string feed, string basis, string? heading, Snapshot snapshot, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var query = new TradeQuery { By = [Dimension.Country], Basis = basis, HsPrefixes = heading is null ? [] : [heading] };
        var rows = TradeGrouping.Run(query, book, await trade.SourcesAsync(query, snapshot, asOf, feed, null, Sources.Census, cancellationToken)).ToLookup(r => Month.Parse(r.Period));
        var published = snapshot.Feeds.GetValueOrDefault(feed)?.ViewAt(asOf).FirstPublished.Keys ?? [];
        var (name, more) = (feed == CensusFeed.Imports ? "us-imports" : "us-exports", $"{(heading is null ? "" : $"&hs={heading}")}{(feed == CensusFeed.Imports ? "&source=census" : "")}");
        return new ProfileTrade(
            published.ToDictionary(m => m, m => MonthOf([.. rows[m]])),
            q => new ProfileLink($"/api/v1/{name}.json?by=country&basis={basis}{more}&from={q.First}&to={q.Last}", $"U.S. {name[3..]} by month and country", "census"));
    }

    /// <summary>A month that has rows, and no quantity in any of them, is not told.</summary>
    private TradeMonth MonthOf(List<GroupedRow> rows)
    {
        var known = rows.FindAll(r => r.Sum.Main.Kilograms is not null);
        return new TradeMonth(
            known.Count == 0 && rows.Count > 0 ? null : known.Sum(r => Tons(r.Sum)),
            known.GroupBy(r => book.CountryOf(r.Codes[0])?.Iso2 ?? CodeBook.Unmapped, r => Tons(r.Sum), StringComparer.Ordinal)
                .Where(c => IsCountry(c.Key)).ToDictionary(c => c.Key, c => c.Sum(), StringComparer.Ordinal));

        static decimal Tons(Cell cell) => cell.Main.Kilograms!.Value / 1000m;
    }

    private static bool IsCountry(string code) => code is not (IndicatorBook.Other or CodeBook.Unmapped);
}
