using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aim.Bench.Comtrade;

/// <summary>A Comtrade service which has the answers of a folder, in a process of its own: what it takes is not counted with ours.</summary>
internal static class ComtradeService
{
    public const string Command = "comtrade-service";

    /// <summary>The name of an answer in the folder.</summary>
    public static string FileOf(int reporter, int year) => string.Create(CultureInfo.InvariantCulture, $"{reporter:D3}-{year}.json");

    /// <summary>The process itself: writes its address to the standard output and serves until its standard input ends.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/public/v1/getDA/C/M/HS", () => Results.Json(new { count = 0, data = Available(folder).ToList(), error = "" }));
        app.MapGet("/data/v1/get/C/M/HS", (int reporterCode, string period) =>
            Results.File(Path.Combine(folder, FileOf(reporterCode, int.Parse(period.AsSpan(0, 4), CultureInfo.InvariantCulture))), "application/json"));
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static IEnumerable<object> Available(string folder)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.json").OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var (reporter, year) = (int.Parse(file.Name[..3], CultureInfo.InvariantCulture), file.Name[4..8]);
            for (var month = 1; month <= 12; month++)
            {
                yield return new { reporterCode = reporter, period = $"{year}{month.ToString("D2", CultureInfo.InvariantCulture)}", lastReleased = "2026-02-01T00:00:00" };
            }
        }
    }
}
