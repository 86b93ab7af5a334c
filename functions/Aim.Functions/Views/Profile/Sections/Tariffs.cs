namespace Aim.Functions.Views.Profile.Sections;

/// <summary>Duties and other decrees, to read the figures by.</summary>
internal static class Tariffs
{
    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        var events = await context.Evidence.AskAsync("events", "", "Tariff and policy events", "proclamations");
        var end = context.Quarter.Last.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var general = events.Where(("countries", "all")).FindAll(r => events.Value("rate_percent", r) is not null && string.CompareOrdinal(events.Text("date", r), end) <= 0);
        return new("tariffs", "Tariffs")
        {
            Statements = general.Count == 0 ? [] : [new(
                "rate",
                $"At the end of the {context.Quarter.Words} the general duty on aluminum under Section 232 was {events.Sum("rate_percent", ("id", events.Text("id", general[^1])!))!:0} % (since {SinceOf(events, general)}).",
                [events.Link])],
            Tables = [events.Table("events", "What changed by decree", events.Where(), new("date", "Date", "text"), new("title", "Event", "text"), new("countries", "For", "text"), new("rate_percent", "Rate, %", "count"), new("date_certainty", "Date is certain to the", "text"))],
            Notes = ["A list of events, not legal advice: which rate an article bears depends on its code, its origin and where it was smelted and cast. An unconfirmed date is not known from a proclamation."],
        };
    }

    /// <summary>The first of the last events that leave the rate as it is.</summary>
    private static string SinceOf(Rows events, List<int> general)
    {
        var first = general.Count - 1;
        while (first > 0 && events.Value("rate_percent", general[first - 1]) == events.Value("rate_percent", general[first])) first--;
        return events.Text("date", general[first])!;
    }
}
