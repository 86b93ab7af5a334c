namespace Aim.Functions.Views.Profile.Sections;

/// <summary>The quarter in a few sentences.</summary>
internal static class Summary
{
    public static async Task<ProfileSection> ComposeAsync(ProfileContext context)
    {
        List<Statement> statements = [];
        if (await Developments.FlowAsync(context, Developments.Imports) is { Tons: { } tons } flow)
        {
            Sentence text = $"The United States imported {tons:tons} of crude, semifabricated and scrap aluminum in the {context.Quarter.Words}{Developments.ChangeOf(flow.Change)}.";
            if (flow.Shares is [var first, ..])
            {
                Sentence most = $" {context.Book.CountryNameOf(first.Key)} sent most of it: {first.Value:share}.";
                text.AppendFormatted(most);
            }

            statements.Add(new("summary_imports", text, flow.Links));
        }

        if (await QuarterFigure.ReadAsync(context, Developments.Production) is { } production)
            statements.Add(production.Tell("summary_production", $"Its smelters made {production.Value:tons} of primary metal{Developments.ChangeOf(production.Change)}.{production.Part}"));
        if (await QuarterFigure.ReadAsync(context, Developments.Prices) is { } prices)
            statements.Add(prices.Tell("summary_prices", $"The producer price index of the industry averaged {prices.Value:0.0}{Developments.ChangeOf(prices.Change)}.{prices.Part}"));
        if (await QuarterFigure.ReadAsync(context, Developments.Employment) is { } jobs)
            statements.Add(jobs.Tell("summary_employment", $"It employed {jobs.Value:0.0} thousand people{Developments.ChangeOf(jobs.Change)}.{jobs.Part}"));
        if (await Forecasts.ImportsAsync(context) is { } forecast) statements.Add(forecast);
        var months = await context.Evidence.AskAsync("us-imports", $"from={context.ChartFrom}&to={context.Quarter.Last}", "Imports by month", "census");
        var line = months.Line("Imports", "quantity_t");
        return new("summary", "Summary")
        {
            Statements = statements,
            Charts = line.Values.All(v => v is null) ? [] : [new("imports_months", "Imports for consumption by month, basis of the monitor", "metric tons", "tons", ChartKind.Line, [line])],
        };
    }
}
