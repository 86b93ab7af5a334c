using System.Globalization;
using System.Text.Json;
using Aim.Bench.Census;
using Aim.Pipeline.Feeds;
using Aim.Pipeline.Publishing;
using Aim.Trade;
using Aim.Trade.Series;

namespace Aim.Bench.Pipeline;

/// <summary>
/// Ingests an answer of 400 MB (pull, hash, validate, compress, store) in a process whose heap cannot grow beyond the budget; then
/// publishes it in this process and looks at the figures.
/// </summary>
internal sealed class IngestMemoryBench : IBench
{
    private const int AnswerMegabytes = 400;
    private const int LimitMebibytes = 64;
    private const string Unit = "2025-03";

    public string Name => "ingest-memory";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        using var upstream = await AnswerServer.StartByDistrictAsync(AnswerMegabytes, cancellationToken);
        await using var host = await PipelineHost.StartAsync(upstream.Address, cancellationToken);
        var environment = host.Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value))
            .Append(new("DOTNET_GCHeapHardLimit", (LimitMebibytes << 20).ToString("X", CultureInfo.InvariantCulture)));
        using var ingest = new SelfProcess([LimitedIngest.Command, Unit], environment);
        var peak = await ingest.Output.ReadToEndAsync(cancellationToken);

        var what = $"ingest one answer of {AnswerMegabytes} MB: peak managed heap, hard limit set";
        if (!await ingest.WorkedAsync(cancellationToken))
        {
            return [new BenchRow(what, "failed", "", "", $"<= {LimitMebibytes} MiB", Met: false)];
        }

        await host.Publisher.PublishPendingAsync(host.Feed, Causes.Admin, cancellationToken);
        var right = await RightCellsAsync(host, cancellationToken);
        return
        [
            BenchRow.Limit(what, double.Parse(peak, CultureInfo.InvariantCulture), "MiB", LimitMebibytes),
            BenchRow.All("  its published cells that are right", right, AnswerServer.Cells),
        ];
    }

    /// <summary>The published cells that say what the totals of the answer say; 0 when there are others beside them.</summary>
    private static async Task<int> RightCellsAsync(PipelineHost host, CancellationToken cancellationToken)
    {
        var expected = Expected();
        var published = await host.Get<PublicationStore>().ReadAsync(host.Feed.Name, cancellationToken);
        var (right, count) = (0, 0);
        foreach (var cut in published.Cuts.Where(Cut.IsDetail))
        {
            foreach (var series in await host.Get<SeriesStore>().ReadAsync(host.Feed.Name, published.Epoch, cut, "", cancellationToken))
            {
                var (hts10, ctyCode) = Cut.KeyParts(cut, series.Key);
                var versions = SeriesCodec.Decode(series.Packed.Span)[Month.Parse(Unit)];
                count++;
                right += versions is [{ Cell: { } cell }] && expected[(hts10!, ctyCode!)] == cell ? 1 : 0;
            }
        }

        return count == expected.Count ? right : 0;
    }

    /// <summary>The totals alone, which the long answer begins with, by another reader.</summary>
    private static Dictionary<(string Code, string Country), Cell> Expected()
    {
        using var totals = new MemoryStream();
        CensusAnswer.WriteByDistrict(totals, AnswerServer.Cells, 0);
        var rows = JsonSerializer.Deserialize<string[][]>(totals.ToArray())!;
        var columns = rows[0].Select((name, index) => (name, index)).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.index);
        return rows.Skip(1).ToDictionary(
            row => (row[columns["I_COMMODITY"]], row[columns["CTY_CODE"]]),
            row => new Cell(Sum(row, "CON"), Sum(row, "GEN")));

        Amount Sum(string[] row, string trade) => Amount.Of(Number(row[columns[$"{trade}_VAL_MO"]]), Number(row[columns[$"{trade}_QY1_MO"]]));
        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
