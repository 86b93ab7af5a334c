namespace Aim.Functions.Views.Profile.Sections;

/// <summary>Who sends what to the United States, and what it sends: the quarter by country and product.</summary>
internal static class TradeByPartner
{
    /// <summary>Rows of a table, bars of a chart.</summary>
    private const int Most = 12;

    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        var (quarter, before) = ($"freq=Q&from={context.Quarter.First}&to={context.Quarter.Last}", $"freq=Q&from={context.Quarter.YearBefore.First}&to={context.Quarter.YearBefore.Last}");
        var countries = await AskAsync("us-imports", $"by=country&source=census&{quarter}", "Imports by country");
        var products = await AskAsync("us-imports", $"by=product&source=census&{quarter}", "Imports by product group");
        var productsBefore = await AskAsync("us-imports", $"by=product&source=census&{before}", "Imports by product group, a year earlier");
        var destinations = await AskAsync("us-exports", $"by=country&basis=usgs&{quarter}", "Exports by country");
        var smelted = await context.Evidence.AskAsync("smelt", quarter, "Imports by country of smelt, from licenses", "licenses");
        return new("trade", "Trade")
        {
            Statements = [.. new[] { await BasesAsync(context, quarter) }.OfType<Statement>()],
            Charts = [.. Bars("imports_products", $"Imports by product group, {context.Quarter.Words}", products, context.Quarter.ToString(), productsBefore, context.Quarter.YearBefore.ToString())],
            Tables =
            [
                .. Largest("imports_countries", $"Imports by country of origin, basis of the monitor, {context.Quarter.Words}", countries, "country_name", "Country"),
                .. Largest("imports_products_table", $"Imports by product group, {context.Quarter.Words}", products, "product_name", "Product group"),
                .. Largest("exports_countries", $"Exports by country, basis of the USGS, {context.Quarter.Words}", destinations, "country_name", "Country"),
                .. Largest("smelt_countries", $"Imports by country of smelt, from licenses, {context.Quarter.Words}", smelted, "smelt_name", "Smelted in"),
            ],
            Notes = ["Tables name the largest; the whole is behind each link. Where metal was smelted is known from import licenses alone, which never add up to the Census to the ton."],
        };

        Task<Rows> AskAsync(string name, string query, string title) => context.Evidence.AskAsync(name, query, title, "census");
    }

    /// <summary>Why the two bases give two totals.</summary>
    private static async Task<Statement?> BasesAsync(ProfileContext context, string quarter)
    {
        var usgs = await AskAsync("basis=usgs", "On the basis of the USGS");
        var aim = await AskAsync("basis=aim", "On the basis of the monitor");
        var scrap = await AskAsync("basis=usgs&hs=7602", "Scrap");
        var castings = await AskAsync("basis=aim&hs=7616", "Castings and forgings");
        return usgs.IsEmpty || aim.IsEmpty || usgs.Sum("quantity_t") is not { } wide || aim.Sum("quantity_t") is not { } narrow || scrap.Sum("quantity_t") is not { } ofScrap || castings.Sum("quantity_t") is not { } ofCastings
            ? null
            : new(
                "bases",
                $"By the figures of the Census, imports were {wide:tons} on the basis of the USGS and {narrow:tons} on that of the monitor. The USGS counts scrap ({ofScrap:tons}), which needs no license; the monitor counts castings and forgings ({ofCastings:tons}), which the USGS does not.",
                [usgs.Link, aim.Link, scrap.Link, castings.Link]);

        Task<Rows> AskAsync(string query, string title) => context.Evidence.AskAsync("us-imports", $"{query}&source=census&{quarter}", title, "census");
    }

    private static IEnumerable<ProfileTable> Largest(string id, string title, Rows rows, string name, string heading)
    {
        var largest = LargestOf(rows);
        if (largest.Count > 0)
        {
            yield return rows.Table(
                id, title, largest, new(name, heading, "text"), new("quantity_t", "Metric tons", "tons"), new("value_usd", "U.S. dollars", "usd"), new("unit_value_usd_per_t", "Dollars per ton", "count"), new("months", "Months", "count"));
        }
    }

    /// <summary>The largest product groups beside themselves a year earlier, where all of them were traded then.</summary>
    private static IEnumerable<ProfileChart> Bars(string id, string title, Rows rows, string now, Rows before, string then)
    {
        const string Name = "product_name";
        var largest = LargestOf(rows);
        if (largest.Count == 0) yield break;

        var same = largest.ConvertAll(r => before.Where((Name, rows.Text(Name, r)!)));
        List<ProfileSeries> series = [rows.Series(now, "quantity_t", Name, largest)];
        if (same.TrueForAll(s => s.Count == 1)) series.Add(before.Series(then, "quantity_t", Name, [.. same.Select(s => s[0])]));
        yield return new ProfileChart(id, title, "metric tons", "tons", ChartKind.Bar, series);
    }

    private static List<int> LargestOf(Rows rows) =>
        [.. rows.Where().Where(r => rows.Value("quantity_t", r) > 0).OrderByDescending(r => rows.Value("quantity_t", r)).Take(Most)];
}
