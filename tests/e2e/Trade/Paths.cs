namespace Aim.EndToEnd.Tests.Trade;

/// <summary>Questions of every kind, for runs that must agree byte for byte.</summary>
internal static class Paths
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. from dataSet in (string[])["us-imports", "us-exports"]
           from question in (string[])
           [
               ".json?by=total&basis=chapter76", ".json?by=country", ".json?by=region&basis=usgs", ".json?by=product&freq=Q",
               ".json?by=heading&freq=YTD", ".json?by=hts10,country&basis=chapter76", ".json?by=country,product&freq=Y&shape=dense",
               ".json?by=total&shape=records", ".json?by=country&as_of=2025-03-06", ".json?by=hts10&basis=chapter76&as_of=2025-02-20",
               ".csv?by=hs6,region", ".csv?by=total&as_of=2025-02-05",
           ]
           select $"api/v1/{dataSet}{question}",
        "api/v1/us-imports.json?by=total&trade=general", "api/v1/vintages.json", "api/v1/vintages.csv?as_of=2025-03-06",
        "api/v1/codes/countries.json", "api/v1/codes/hts.csv", "api/v1/events.json", "api/v1/industry-profile.json", "api/v1/industry-profile.pdf",
    ];
}
