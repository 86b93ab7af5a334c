using Aim.Trade;
using Aim.Trade.Codes;
using Aim.Trade.Indicators;

namespace Aim.Functions.Views.Profile;

/// <summary>A flow of trade of a quarter. It is told only when all of its months are there.</summary>
/// <param name="Tons">Null when a month is missing.</param>
/// <param name="Change">Against the same quarter a year earlier; null when that is not whole.</param>
/// <param name="Shares">By country, of the total that the source itself gives; the largest first, ties by code.</param>
/// <param name="Missing">Its months that are not there.</param>
/// <param name="MissingBefore">Those of the year before.</param>
public sealed record TradeFlow(
    TradeSource Source, Number? Tons, Number? Change, IReadOnlyList<KeyValuePair<string, Number>> Shares, IReadOnlyList<Month> Missing, IReadOnlyList<Month> MissingBefore, IReadOnlyList<ProfileLink> Links);

/// <summary>Where a flow is found by month and country.</summary>
/// <param name="DataSet">Whose answers have it.</param>
/// <param name="Query">Beside the months.</param>
/// <param name="Column">Metric tons.</param>
/// <param name="Title">What is found there.</param>
/// <param name="Id">Of its source: <c>usgs</c> or <c>census</c>.</param>
public sealed record TradeSource(string DataSet, string Query, string Column, string Title, string Id)
{
    private bool IsPrinted => Id == "usgs";

    /// <param name="flow"><c>M</c> or <c>X</c>.</param>
    /// <param name="column">All metal, or one kind of it.</param>
    public static TradeSource Printed(char flow, string column = "total_t") =>
        new("usgs-trade", $"flow={flow}", column, $"{(flow == 'M' ? "Imports" : "Exports")} by month and country, as printed", "usgs");

    public static TradeSource Imports(string basis) => new("us-imports", $"basis={basis}&source=census", "quantity_t", "U.S. imports by month and country", "census");

    /// <param name="heading">Null for all of them.</param>
    public static TradeSource Exports(string? heading = null) =>
        new("us-exports", $"basis=usgs{(heading is null ? "" : $"&hs={heading}")}", "quantity_t", "U.S. exports by month and country", "census");

    /// <summary>The months of which there is a figure: one that the Census has published without such goods counts as 0.</summary>
    public async Task<HashSet<Month>> MonthsAsync(Evidence evidence)
    {
        if (IsPrinted) return KnownOf(await evidence.AskAsync(DataSet, $"{Query}&country=total", Title, Id));

        var (all, mine) = (await evidence.AskAsync(DataSet, DataSet == "us-imports" ? "basis=chapter76&source=census" : "basis=chapter76", Title, Id), await evidence.AskAsync(DataSet, Query, Title, Id));
        return [.. PeriodsOf(all).Except(PeriodsOf(mine)).Union(KnownOf(mine))];

        HashSet<Month> KnownOf(Rows rows) => [.. rows.Where().Where(r => rows.Value(Column, r) is not null).Select(r => Month.Parse(rows.Text("period", r)!))];

        static IEnumerable<Month> PeriodsOf(Rows rows) => rows.Where().Select(r => Month.Parse(rows.Text("period", r)!));
    }

    public async Task<TradeFlow> ReadAsync(Evidence evidence, Quarter quarter)
    {
        var months = await MonthsAsync(evidence);
        var (now, then) = (await AskAsync(quarter), await AskAsync(quarter.YearBefore));
        var (missing, missingBefore) = (MissingOf(quarter), MissingOf(quarter.YearBefore));
        var tons = missing.Count == 0 ? TotalOf(now) : null;
        var shares = tons is null ? [] : CountriesOf(now).Select(c => KeyValuePair.Create(c, now.Sum(Column, ("country", c)))).Where(c => c.Value is { Value: > 0 })
            .OrderByDescending(c => c.Value!.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => KeyValuePair.Create(c.Key, c.Value!.ShareOf(tons)!));
        return new TradeFlow(this, tons, missingBefore.Count == 0 ? tons?.ChangeFrom(TotalOf(then)) : null, [.. shares], missing, missingBefore, [now.Link, then.Link]);

        Task<Rows> AskAsync(Quarter of) => evidence.AskAsync(DataSet, $"{(IsPrinted ? "" : "by=country&")}{Query}&from={of.First}&to={of.Last}", Title, Id);

        List<Month> MissingOf(Quarter of) => [.. of.Months.Where(m => !months.Contains(m))];
    }

    private Number? TotalOf(Rows rows) => IsPrinted ? rows.Sum(Column, ("country", "total")) : rows.Sum(Column);

    private static IEnumerable<string> CountriesOf(Rows rows) =>
        rows.Where().Select(r => rows.Text("country", r)!).Distinct(StringComparer.Ordinal).Where(c => c is not ("total" or IndicatorBook.Other or CodeBook.Unmapped));
}
