using System.Globalization;
using Aim.Trade.Indicators;
using Aim.Trade.Query;

namespace Aim.Trade.Profile;

/// <summary>The rules that make sentences of a quarter's figures.</summary>
public static class Developments
{
    /// <summary>Countries that a sentence names.</summary>
    private const int Named = 4;

    /// <param name="id">Of the development.</param>
    /// <param name="subject">What was traded, as it begins the sentence.</param>
    /// <param name="partners">What the countries are, as <c>sources</c>.</param>
    /// <param name="trade">The figures.</param>
    /// <param name="nameOf">The name of a country.</param>
    /// <param name="links">Where they come from.</param>
    public static Development Trade(string id, string subject, string partners, TradeQuarter trade, Func<string, string> nameOf, IReadOnlyList<ProfileLink> links)
    {
        var figures = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["quantity_t"] = trade.Tons,
            ["yoy"] = trade.Change,
            ["shares"] = trade.Shares.ToDictionary(StringComparer.Ordinal),
            ["months_missing"] = string.Join(';', trade.Missing.Concat(trade.MissingBefore)),
        };
        if (trade.Tons is not { } tons)
            return new Development(id, $"{subject} of the {trade.Quarter.Words} cannot be told: {MonthsOf(trade.Missing)} not published.", figures, links);

        var compared = trade.Change is { } change ? $", {Words.Change(change)}" : "";
        var text = $"{subject} came to {Words.Tons(tons)} in the {trade.Quarter.Words}{compared}.";
        if (trade.Change is null && trade.MissingBefore.Count > 0) text += $" There is no change on the year: {MonthsOf(trade.MissingBefore)} not published.";
        if (trade.Shares.Count > 0) text += $" The largest {partners} were {Words.List(trade.Shares.Take(Named).Select(s => $"{nameOf(s.Key)} ({Words.Percent(s.Value)})"))}.";
        return new Development(id, text, figures, links);
    }

    /// <summary>A price index: its mean, its change, and how far it is from its highest month.</summary>
    /// <returns>Null where the quarter has no figure.</returns>
    public static Development? Prices(IndicatorHistory history, Quarter quarter, IReadOnlyList<ProfileLink> links)
    {
        if (RowOf(history, quarter) is not { Value: { } mean } row) return null;

        var known = history.Months.Where(m => m.Key <= quarter.Last && m.Value.Value is not null).OrderBy(m => m.Key).ToList();
        var (newest, peak) = (known[^1], known.MaxBy(m => m.Value.Value));
        var sincePeak = (double)(newest.Value.Value!.Value / peak.Value.Value!.Value) - 1;
        var text = $"{history.Series.Name}: {mean.ToString("0.0", CultureInfo.InvariantCulture)} on average in the {quarter.Words}{BaseOf(history)}{ChangeOf(row)}.{PartOf(row)} "
            + (newest.Key == peak.Key
                ? $"Its newest month, {newest.Key}, is the highest of the series."
                : $"Its highest month was {peak.Key} with {peak.Value.Value.Value.ToString("0.0", CultureInfo.InvariantCulture)}; {newest.Key} was {Words.Percent(-sincePeak)} below.");
        return new Development("prices", text, Figures(history, row, ("peak", peak.Value.Value), ("peak_period", peak.Key.ToString()), ("since_peak", sincePeak)), links);
    }

    /// <summary>Production: the sum, a day and a month of it.</summary>
    /// <returns>Null where the quarter has no figure.</returns>
    public static Development? Production(IndicatorHistory history, Quarter quarter, IReadOnlyList<ProfileLink> links)
    {
        if (RowOf(history, quarter) is not { Value: { } tons } row) return null;

        var days = quarter.Months.Where(m => history.Months.GetValueOrDefault(m).Value is not null).Sum(m => m.LastDay.Day);
        var (perDay, perMonth) = (tons / days, tons / row.Months);
        var text = $"Primary production was {Words.Tons(tons)} in the {quarter.Words}{ChangeOf(row)}: {Words.Tons(perMonth)} a month, {Words.Tons(Math.Round(perDay))} a day.{PartOf(row)}";
        return new Development("production", text, Figures(history, row, ("per_month_t", perMonth), ("per_day_t", perDay)), links);
    }

    /// <summary>A level that a quarter has on average, as employment or wages.</summary>
    /// <returns>Null where the quarter has no figure.</returns>
    public static Development? Level(string id, string format, IndicatorHistory history, Quarter quarter, IReadOnlyList<ProfileLink> links)
    {
        if (RowOf(history, quarter) is not { Value: { } mean } row) return null;

        var text = $"{history.Series.Name}: {mean.ToString(format, CultureInfo.InvariantCulture)} {history.Series.Unit} on average in the {quarter.Words}{ChangeOf(row)}.{PartOf(row)}";
        return new Development(id, text, Figures(history, row), links);
    }

    private static IndicatorRow? RowOf(IndicatorHistory history, Quarter quarter) =>
        new IndicatorQuery(quarter.First, quarter.Last, Frequency.Quarterly, null).Run([history]) is [var row] ? row : null;

    private static Dictionary<string, object?> Figures(IndicatorHistory history, IndicatorRow row, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var figures = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["series"] = history.Series.Id,
            [history.Series.AddsUp ? "quantity_t" : "value"] = row.Value,
            ["yoy"] = row.Change,
            ["months"] = row.Months,
        };
        foreach (var (name, value) in more) figures[name] = value;
        return figures;
    }

    private static string ChangeOf(IndicatorRow row) => row.Change is { } change ? $", {Words.Change(change)}" : "";

    private static string BaseOf(IndicatorHistory history) => history.Series.Base is { } text ? $" ({text})" : "";

    private static string PartOf(IndicatorRow row) => row.Months == 3 ? "" : string.Create(CultureInfo.InvariantCulture, $" Only {row.Months} of its three months have a figure.");

    private static string MonthsOf(IReadOnlyList<Month> months) => $"{Words.List(months.Select(m => m.ToString()))} {(months.Count == 1 ? "is" : "are")}";
}
