using Aim.Trade.Indicators;

namespace Aim.Functions.Views.Profile.Sections;

/// <summary>Who makes aluminum in the United States and in the world: by year, from published summaries.</summary>
internal static class Structure
{
    /// <summary>What adds up to no more than itself by country.</summary>
    private const string Smelting = "smelter-production", Capacity = "smelter-capacity", Reliance = "import-reliance";

    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        var (years, counts) = (
            await context.Evidence.AskAsync("annual-summary", "", "The industry by year", "usgs"),
            await context.Evidence.AskAsync("industry-counts", "", "Published counts, each with what it counts", "several"));
        var items = years.Where().Where(r => years.Text("country", r) is null).ToList();
        var newest = items.Select(r => years.Text("period", r)!).DefaultIfEmpty().Max();
        return new("structure", "Structure of the industry")
        {
            Statements = [.. new[] { World(years, newest), Needed(years, newest) }.OfType<Statement>(), .. Conflicts(counts)],
            Charts = Smelters(years, newest),
            Tables = [.. new[] { Counts(counts), ByYear(years, items), ByCountry(years) }.OfType<ProfileTable>()],
            Notes =
            [
                "NAICS 3313, alumina and aluminum production and processing, is made of 331313 alumina refining and primary aluminum, 331314 secondary smelting and alloying, 331315 sheet, plate and foil, and 331318 other rolling, drawing and extruding.",
                "Published counts of the same industry do not agree, because they count different things or do not say what they count. They stand side by side here and are not merged. A source that is no public series cannot be checked.",
            ],
        };
    }

    private static Statement? World(Rows years, string? newest) =>
        newest is not null
        && years.Sum("value", ("item", Smelting), ("period", newest), ("country", "US")) is { Value: > 0 } here
        && years.Sum("value", ("item", Smelting), ("period", newest), ("country", "world")) is { } world
        && here.ShareOf(world) is { } share
            ? new("world", $"Smelters of the United States made {here:#,0} thousand metric tons in {newest}, {share:share} of the {world:#,0} thousand of the world.", [years.Link])
            : null;

    private static Statement? Needed(Rows years, string? newest) =>
        newest is not null && years.Sum("value", ("item", Reliance), ("period", newest)) is { Value: > 0 } reliance
            ? new("reliance", $"In {newest} imports, less exports and less what went to stock, met {reliance:0} % of apparent consumption.", [years.Link])
            : null;

    /// <summary>Every measure of which one year has several numbers.</summary>
    private static IEnumerable<Statement> Conflicts(Rows counts)
    {
        foreach (var same in counts.Where().GroupBy(r => (Measure: counts.Text("measure", r)!, Period: counts.Text("period", r)!)).Where(g => g.Count() > 1))
        {
            var told = same.Select(r =>
            {
                var number = counts.Sum("value", ("measure", same.Key.Measure), ("period", same.Key.Period), ("source", counts.Text("source", r)!))!;
                Sentence one = $"{number:#,0} ({counts.Text("scope", r)}; {counts.Text("source", r)})";
                return one;
            }).ToList();
            yield return new($"counts_{same.Key.Measure}", $"{counts.Text("measure_name", same.First())}, {same.Key.Period}: {told}.", [counts.Link]);
        }
    }

    private static ProfileChart[] Smelters(Rows years, string? newest)
    {
        var rows = years.Where(("item", Smelting), ("period", newest ?? "")).Where(r => years.Text("country", r) != "world")
            .OrderBy(r => years.Text("country", r) == IndicatorBook.Other).ThenByDescending(r => years.Value("value", r)).ToList();
        return rows.Count == 0 ? [] :
        [
            new("world_smelting", $"Smelter production of the world, {newest}", "thousand metric tons", "count", ChartKind.Bar, [years.Series("Production", "value", "country_name", rows, ("item", Smelting), ("period", newest!))]),
        ];
    }

    private static ProfileTable? Counts(Rows counts) => counts.IsEmpty ? null : counts.Table(
        "counts", "Counts of the industry as published, side by side", counts.Where(), new("measure_name", "What", "text"), new("period", "Year", "text"), new("scope", "Counted", "text"), new("source", "Source", "text"), new("value", "Number", "count"));

    private static ProfileTable? ByYear(Rows years, List<int> items) => items.Count == 0 ? null : years.Pivot(
        "by_year",
        "The industry by year",
        items,
        [new("item_name", "Item", "text"), new("unit", "Unit", "text")],
        [.. items.Select(r => years.Text("period", r)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(y => At(y, "plain", ("period", y)))]) with
    {
        Note = "Figures of the last year are estimates of the summary.",
    };

    private static ProfileTable? ByCountry(Rows years)
    {
        var rows = years.Where().Where(r => years.Text("item", r) is Smelting or Capacity).ToList();
        return rows.Count == 0 ? null : years.Pivot(
            "world",
            "Smelters of the world, thousand metric tons",
            rows,
            [new("country_name", "Country", "text")],
            [.. rows.Select(r => (Item: years.Text("item", r)!, Name: years.Text("item_name", r)!, Period: years.Text("period", r)!)).Distinct()
                .OrderByDescending(c => c.Item == Smelting).ThenBy(c => c.Period, StringComparer.Ordinal).Select(c => At($"{c.Name}, {c.Period}", "count", ("item", c.Item), ("period", c.Period)))]);
    }

    private static ProfileColumn At(string title, string format, params ReadOnlySpan<(string Column, string Value)> where)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, value) in where) rows[column] = value;
        return new("value", title, format, rows);
    }
}
