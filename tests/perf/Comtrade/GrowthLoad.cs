using System.Diagnostics;
using System.Globalization;
using Aim.Bench.Pipeline;
using Aim.Functions.Views;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Trade.Series;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aim.Bench.Comtrade;

/// <summary>All of a Comtrade service into an empty storage, from the bytes of its answers to answers of our own.</summary>
/// <param name="Milliseconds">From the first request upstream to the last answer.</param>
/// <param name="Requests">Storage requests until all was published.</param>
/// <param name="PeakHeap">Of the managed heap, in MiB.</param>
/// <param name="MostTrips">Table requests of the question that took most, asked of an app that has just started.</param>
/// <param name="WarmTrips">Table requests of all questions together, asked once more.</param>
/// <param name="Check">Groups, grams and thousandths of a dollar.</param>
internal sealed record GrowthLoad(double Milliseconds, int Requests, double PeakHeap, int MostTrips, int WarmTrips, string Check)
{
    public const string Command = "growth-load";

    /// <summary>What the pages of the site ask about the largest countries.</summary>
    private static readonly (string DataSet, string Query)[] Questions =
    [
        ("global-trade", "?by=total"),
        ("global-trade", "?by=reporter,category&freq=Y"),
        ("global-trade", "?reporter=CA&by=partner&freq=Y"),
        ("global-trade", "?reporter=IN&by=region&flow=M"),
        ("global-trade", "?reporter=RU&by=partner&basis=mirror&freq=Y"),
        ("global-trade", "?reporter=AE&partner=US&by=category&basis=gap"),
        ("global-trade", "?partner=US&by=reporter&freq=YTD"),
        ("top-partners", "?reporter=CA&from=2024-01&to=2024-12"),
    ];

    /// <summary>The process itself: one line to the standard output.</summary>
    public static async Task<int> RunAsync(string service)
    {
        await using var host = await PipelineHost.StartAsync(new Uri(service), CancellationToken.None);
        var feed = host.Get<FeedRegistry>()[ComtradeFeed.FeedName];
        long peak = 0;
        await using var sampler = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);
        var start = Stopwatch.GetTimestamp();
        await BlobFunctions.RunAsync(host, feed, () => host.IngestAsync(feed, null, null, CancellationToken.None), CancellationToken.None);
        var requests = host.Calls.Count;
        var (trips, warm) = (0, 0);
        foreach (var question in Questions)
        {
            await using var app = host.Fresh();
            trips = Math.Max(trips, await TripsAsync(host, app, question));
            warm += await TripsAsync(host, app, question);
        }

        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var check = await CheckAsync(host);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{time:F0} {requests} {peak / 1048576.0:F1} {trips} {warm} {check}"));
        return 0;
    }

    /// <summary>What a process has written.</summary>
    public static GrowthLoad Parse(string line)
    {
        var parts = line.Split(' ', 6);
        double Number(int place) => double.Parse(parts[place], CultureInfo.InvariantCulture);
        return new GrowthLoad(Number(0), (int)Number(1), Number(2), (int)Number(3), (int)Number(4), parts[5]);
    }

    private static async Task<int> TripsAsync(PipelineHost host, ServiceProvider app, (string DataSet, string Query) question)
    {
        var context = new DefaultHttpContext { RequestServices = app };
        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = new QueryString(question.Query);
        context.Response.Body = new MemoryStream();
        var before = host.Calls.Count;
        await (await app.GetRequiredService<DataApi>().AnswerAsync(context.Request, question.DataSet)).ExecuteAsync(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK) throw new InvalidOperationException($"{question}: {context.Response.StatusCode}");
        return host.Calls.Count - before;
    }

    /// <summary>Every published figure of every pair of countries.</summary>
    private static async Task<string> CheckAsync(PipelineHost host)
    {
        var (groups, grams, mills) = (0L, 0L, 0L);
        var snapshot = await host.Get<Catalog>().RefreshAsync(CancellationToken.None);
        foreach (var scope in snapshot.Feeds.Values)
        {
            var rows = Cut.RowsOf(Cut.Pair, scope.Feed[ComtradeFeed.ScopeName("").Length..].ToUpperInvariant());
            foreach (var series in await host.Get<SeriesStore>().ReadAsync(ComtradeFeed.FeedName, scope.Epoch, Cut.Pair, rows, CancellationToken.None))
            {
                foreach (var cell in SeriesCodec.Decode(series.Packed.Span).Values.Select(versions => versions[^1].Cell!.Value))
                {
                    groups += 2;
                    grams += cell.Main.Kilograms!.Value + cell.General.Kilograms!.Value;
                    mills += cell.Main.Value!.Value + cell.General.Value!.Value;
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{groups} {grams} {mills}");
    }
}
