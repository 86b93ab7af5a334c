namespace Aim.Functions.Views.Profile.Sections;

/// <summary>Prices, production, employment and wages over the years.</summary>
internal static class Series
{
    public static async Task<ProfileSection> PricesAsync(ProfileContext context) => Of(
        "prices",
        "Prices",
        await YearAsync(context, "prices_year", Developments.Prices, "0.0"),
        await context.ChartAsync(
            "prices",
            "Producer prices",
            "index, 2017 = 100 where the series has all of it",
            "index",
            "index",
            (Developments.Prices, "Aluminum"), ("PCU331314331314", "Secondary"), ("PCU331315331315", "Sheet, plate, foil"), ("WPU102302", "Scrap")),
        await context.QuartersAsync("prices_quarters", "Producer price index of alumina and aluminum production by quarter", Developments.Prices, "Mean", "index"),
        "Indices of the Bureau of Labor Statistics tell what producers are paid; they are final only four months after they were first published. The chart brings them to one base.");

    public static async Task<ProfileSection> ProductionAsync(ProfileContext context) => Of(
        "production",
        "Production",
        await YearAsync(context, "production_year", Developments.Production, "tons"),
        await context.ChartAsync("production", "Primary production by month", "metric tons", "tons", "value", (Developments.Production, "Primary")),
        await context.QuartersAsync("production_quarters", "Primary production by quarter, metric tons", Developments.Production, "Metric tons", "tons", "usgs"),
        "Primary metal is made from alumina in smelters; metal from scrap, which is more, is told by year in the structure of the industry.");

    public static async Task<ProfileSection> EmploymentAsync(ProfileContext context) => Of(
        "employment",
        "Employment",
        await YearAsync(context, "employment_year", Developments.Employment, "0.0"),
        await context.ChartAsync("employment", "People employed, NAICS 3313", "thousand persons, seasonally adjusted", "index", "value", (Developments.Employment, "Employees")),
        await context.QuartersAsync("employment_quarters", "People employed by quarter, thousand", Developments.Employment, "Thousand persons", "index"),
        "All employees of NAICS 3313, from the survey of employers. Some profiles count NAICS 3314, other nonferrous metal, with it.");

    public static async Task<ProfileSection> WagesAsync(ProfileContext context) => Of(
        "wages",
        "Wages",
        await YearAsync(context, "wages_year", Developments.Wages, "0.00"),
        await context.ChartAsync("wages", "Average hourly earnings, primary metals", "U.S. dollars per hour", "money", "value", (Developments.Wages, "Production workers"), ("CES3133100003", "All employees")),
        await context.QuartersAsync("wages_quarters", "Average hourly earnings by quarter, U.S. dollars", Developments.Wages, "U.S. dollars per hour", "money"),
        "Earnings are of primary metals, NAICS 331: aluminum alone is not published.");

    /// <summary>The last whole year, against the one before.</summary>
    private static async Task<Statement?> YearAsync(ProfileContext context, string id, string series, string format)
    {
        var known = context.Book.Indicators.Find(series)!;
        var rows = await context.IndicatorsAsync($"series={series}&freq=Y&to={context.Quarter.Last}", "The years", known.Source);
        var whole = rows.Where().Where(r => rows.Value("months", r) == 12).ToList();
        if (whole.Count == 0) return null;

        var year = rows.Text("period", whole[^1])!;
        Sentence text = $"{known.Name}, {year}: ";
        text.AppendFormatted(rows.Sum("value", ("period", year))!, format);
        Sentence end = $"{(known.AddsUp ? "" : $" {(known.Unit == "index" ? "" : $"{known.Unit} ")}on average")}{Developments.ChangeOf(rows.Sum("yoy", ("period", year)))}.";
        text.AppendFormatted(end);
        return new Statement(id, text, [rows.Link]);
    }

    private static ProfileSection Of(string id, string title, Statement? year, ProfileChart? chart, ProfileTable? quarters, string note) => new(id, title)
    {
        Statements = year is null ? [] : [year],
        Charts = chart is null ? [] : [chart],
        Tables = quarters is null ? [] : [quarters],
        Notes = [note],
    };
}
