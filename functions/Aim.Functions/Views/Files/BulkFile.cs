namespace Aim.Functions.Views.Files;

/// <summary>A data set as it goes into the bulk file, at its finest grain.</summary>
/// <param name="Name">Of the file, without its ending; of the folder, where it has a file for each year.</param>
/// <param name="DataSet">Its name in the API.</param>
/// <param name="Query">What is asked of it, beside year and day.</param>
/// <param name="IsByYear">Whether it is long enough for a file a year.</param>
internal sealed record BulkFile(string Name, string DataSet, string Query, bool IsByYear)
{
    /// <summary>All of them. Coarser tables are sums of these.</summary>
    public static IReadOnlyList<BulkFile> All { get; } =
    [
        new("us-imports", "us-imports", "by=hts10,country&basis=chapter76", true),
        new("us-imports-general", "us-imports", "by=hts10,country&basis=chapter76&trade=general", true),
        new("us-exports", "us-exports", "by=hts10,country&basis=chapter76", true),
        new("licenses", "supply-chain", "by=hts10,origin,smelt,cast", true),
        new("license-accuracy", "license-accuracy", "by=product", false),
        new("world-exports", "global-trade", "by=reporter,partner,category&flow=X", true),
        new("world-imports", "global-trade", "by=reporter,partner,category&flow=M", true),
        new("usgs-imports", "usgs-trade", "flow=M", false),
        new("usgs-exports", "usgs-trade", "flow=X", false),
        new("indicators", "indicators", "", false),
        new("forecast", "forecast", "", false),
        new("forecast-check", "forecast-check", "", false),
        new("alerts", "alerts", "", false),
        new("annual-summary", "annual-summary", "", false),
        new("industry-counts", "industry-counts", "", false),
        new("events", "events", "", false),
        new("countries", "codes/countries", "", false),
        new("products", "codes/products", "", false),
        new("hts", "codes/hts", "", false),
        new("series", "codes/series", "", false),
        new("regions", "codes/regions", "", false),
        new("vintages", "vintages", "", false),
    ];
}
