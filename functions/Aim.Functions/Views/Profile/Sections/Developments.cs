using System.Globalization;
using Aim.Trade;

namespace Aim.Functions.Views.Profile.Sections;

/// <summary>What happened in the quarter.</summary>
internal static class Developments
{
    public const string Prices = "PCU33131-33131-", Production = "USGS-PRIMARY", Employment = "CES3133130001", Wages = "CES3133100008";

    private const string Scrap = "7602";

    /// <summary>Countries that a sentence names.</summary>
    private const int Named = 4;

    /// <summary>The sources of imports, the best first.</summary>
    public static readonly IReadOnlyList<TradeSource> Imports = [TradeSource.Printed('M'), TradeSource.Imports("usgs")];

    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        Statement?[] all =
        [
            await TradeAsync(context, "imports_usgs", "Imports for consumption of crude, semifabricated and scrap aluminum", "sources", Imports),
            await TradeAsync(context, "imports_aim", "Imports for consumption on the basis of the monitor (without scrap, with castings and forgings)", "sources", [TradeSource.Imports("aim")]),
            await TradeAsync(context, "exports_usgs", "Exports of crude, semifabricated and scrap aluminum", "destinations", [TradeSource.Printed('X'), TradeSource.Exports()]),
            await TradeAsync(context, "scrap_exports", "Exports of aluminum scrap", "destinations", [TradeSource.Printed('X', "scrap_t"), TradeSource.Exports(Scrap)]),
            await PricesAsync(context),
            await ProductionAsync(context),
            await LevelAsync(context, "employment", Employment, "0.0"),
            await LevelAsync(context, "wages", Wages, "0.00"),
        ];
        return new("developments", "Recent developments")
        {
            Statements = [.. all.OfType<Statement>()],
            Notes =
            [
                "Shares are of the total that the source itself gives. The USGS rounds every figure to three digits by itself, so that countries do not add up to totals.",
                "A quarter is told when all of its months are published, and compared with the same quarter a year earlier when that is whole too.",
            ],
        };
    }

    /// <summary>Of the sources the first that has all of the quarter; where none has, the first that has anything. Null where none has anything.</summary>
    public static async Task<TradeFlow?> FlowAsync(ProfileContext context, IReadOnlyList<TradeSource> sources)
    {
        TradeSource? first = null;
        foreach (var source in sources)
        {
            var months = await source.MonthsAsync(context.Evidence);
            if (context.Quarter.Months.All(months.Contains)) return await source.ReadAsync(context.Evidence, context.Quarter);
            if (months.Count > 0) first ??= source;
        }

        return first is null ? null : await first.ReadAsync(context.Evidence, context.Quarter);
    }

    private static async Task<Statement?> TradeAsync(ProfileContext context, string id, string subject, string partners, IReadOnlyList<TradeSource> sources)
    {
        if (await FlowAsync(context, sources) is not { } flow) return null;

        var by = flow.Source.Id == "usgs" ? "as printed by the USGS" : "by the figures of the Census";
        Sentence text = $"{subject} {by} of the {context.Quarter.Words} cannot be told: {MonthsOf(flow.Missing)} not published.";
        if (flow.Tons is { } tons)
        {
            text = $"{subject} {by} came to {tons:tons} in the {context.Quarter.Words}{ChangeOf(flow.Change)}.";
            if (flow.Change is null && flow.MissingBefore.Count > 0) text.AppendLiteral($" There is no change on the year: {MonthsOf(flow.MissingBefore)} not published.");
            var largest = flow.Shares.Take(Named).Select(s => { Sentence one = $"{context.Book.CountryNameOf(s.Key)} ({s.Value:share})"; return one; }).ToList();
            if (largest.Count > 0)
            {
                Sentence shares = $" The largest {partners} were {largest}.";
                text.AppendFormatted(shares);
            }
        }

        return new Statement(id, text, flow.Links)
        {
            Figures = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["quantity_t"] = flow.Tons?.Plain,
                ["yoy"] = flow.Change?.Plain,
                ["shares"] = flow.Shares.ToDictionary(s => s.Key, s => s.Value.Plain, StringComparer.Ordinal),
                ["months_missing"] = string.Join(';', flow.Missing.Concat(flow.MissingBefore)),
            },
        };
    }

    /// <summary>A price index: its mean, its change, and how far it is from its highest month.</summary>
    private static async Task<Statement?> PricesAsync(ProfileContext context)
    {
        if (await QuarterFigure.ReadAsync(context, Prices) is not { } quarter) return null;

        var (newest, peak) = (quarter.Known.Last(), quarter.Known.MaxBy(r => quarter.All.Value("value", r)));
        var (newestMonth, peakMonth) = (quarter.All.Text("period", newest)!, quarter.All.Text("period", peak)!);
        var (now, then) = (quarter.All.Sum("value", ("period", newestMonth))!, quarter.All.Sum("value", ("period", peakMonth))!);
        var since = now.ChangeFrom(then)!;
        Sentence text = $"{quarter.Series.Name}: {quarter.Value:0.0} on average in the {context.Quarter.Words}{(quarter.Series.Base is { } year ? $" ({year})" : "")}{ChangeOf(quarter.Change)}.{quarter.Part}";
        Sentence end = $" Its newest month, {newestMonth}, is the highest of the series.";
        if (newest != peak) end = $" Its highest month was {peakMonth} with {then:0.0}; {newestMonth} was {since:below} below.";
        text.AppendFormatted(end);
        return quarter.Tell("prices", text, ("peak", then.Plain), ("peak_period", peakMonth), ("since_peak", since.Plain));
    }

    /// <summary>Production: the sum, a month and a day of it.</summary>
    private static async Task<Statement?> ProductionAsync(ProfileContext context)
    {
        if (await QuarterFigure.ReadAsync(context, Production) is not { } quarter) return null;

        var told = quarter.Known.Select(r => Month.Parse(quarter.All.Text("period", r)!)).ToHashSet();
        var (perMonth, perDay) = (quarter.Value.Per(quarter.Months), quarter.Value.Per(context.Quarter.Months.Where(told.Contains).Sum(m => m.LastDay.Day)));
        return quarter.Tell(
            "production",
            $"Primary production was {quarter.Value:tons} in the {context.Quarter.Words}{ChangeOf(quarter.Change)}: {perMonth:tons} a month, {perDay:#,0} metric tons a day.{quarter.Part}",
            ("per_month_t", perMonth.Plain),
            ("per_day_t", perDay.Plain));
    }

    /// <summary>A level that a quarter has on average, as employment or wages.</summary>
    private static async Task<Statement?> LevelAsync(ProfileContext context, string id, string series, string format)
    {
        if (await QuarterFigure.ReadAsync(context, series) is not { } quarter) return null;

        Sentence text = $"{quarter.Series.Name}: ";
        text.AppendFormatted(quarter.Value, format);
        Sentence end = $" {quarter.Series.Unit} on average in the {context.Quarter.Words}{ChangeOf(quarter.Change)}.{quarter.Part}";
        text.AppendFormatted(end);
        return quarter.Tell(id, text);
    }

    /// <summary>A comma and the change, where it is known.</summary>
    public static Sentence ChangeOf(Number? change)
    {
        Sentence known = $"";
        if (change is not null) known = $", {change:change}";
        return known;
    }

    private static string MonthsOf(IReadOnlyList<Month> months) => string.Create(CultureInfo.InvariantCulture, $"{Words.List(months.Select(m => m.ToString()))} {(months.Count == 1 ? "is" : "are")}");
}
