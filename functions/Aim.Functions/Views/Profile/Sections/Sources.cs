namespace Aim.Functions.Views.Profile.Sections;

/// <summary>Whose figures these are, and how to look them up.</summary>
internal static class Sources
{
    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        var series = await context.Evidence.AskAsync("codes/series", "", "All series with unit, base and adjustment", "aim");
        return new("sources", "Sources and method")
        {
            Tables = [series.Table(
                "series", "Series of the indicators", series.Where(), new("series", "Id at its source", "text"), new("series_name", "Series", "text"), new("unit", "Unit", "text"), new("base", "Base", "text"), new("adjustment", "Adjusted", "text"), new("last_period", "Newest", "text"))],
            Notes =
            [
                .. context.Evidence.Sources.Select(s => $"{s.Name} ({s.Licence}): {s.Url}{(s.RetrievedAt is { } time ? $", newest of {time[..10]}" : "")}."),
                "Trade: U.S. Census Bureau, and the U.S. Geological Survey as it prints it. Imports are for consumption at customs value, exports free alongside ship. Where metal was smelted and cast: import licenses.",
                "Prices, employment and wages: U.S. Bureau of Labor Statistics. Primary production: U.S. Geological Survey, Mineral Industry Surveys. The industry by year: its Mineral Commodity Summaries.",
                "Every number is made by a rule from the answers of the addresses beside it: a sum of cells, a share, a change or a rate. Numbers are rounded only in print: to three digits, shares and changes to a tenth of a percent.",
                "NSA is not adjusted, SA is adjusted for the season. An id that nobody has seen at its source is not confirmed until its first figures come from there.",
                "Not a U.S. government publication.",
            ],
        };
    }
}
