using Aim.Cli;
using Aim.EndToEnd.Tests.Http;
using Xunit;

namespace Aim.EndToEnd.Tests.Indicators;

/// <summary>One run over files of BLS and USGS, published on three days; the real USGS figures among them where they are beside the repository.</summary>
public sealed class IndicatorApp : IAsyncLifetime
{
    public const string RealFile = "usgs-imports-2024-2025.csv";

    private const string BlsHeader = "series,period,value,footnote\n", TradeHeader = "date,country,crude_t,semis_t,scrap_t,total_t\n";

    private readonly TemporaryDirectory directory = new();
    private AppProcess? app;

    public static string RealPath { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "real", RealFile));

    internal Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(RealPath)) File.Copy(RealPath, Path.Combine(directory.Path, RealFile));

        Write("bls-2026-06-12.csv", BlsHeader
            + string.Concat(Enumerable.Range(1, 12).Select(m => FormattableString.Invariant($"PCU33131-33131-,2017-{m:D2},{150 + m},\nPCU33131-33131-,2025-{m:D2},{190 + m}.125,\n")))
            + "PCU33131-33131-,2026-04,205.5,P\nPCU33131-33131-,2026-05,206.25,P\nPCU3313--3313--,2026-05,99.9,\nCES3133130001,2026-05,-,\nCES3133130001,2026-04,57.3,R\nUNKNOWN,2026-05,1,\n");
        Write("bls-2026-07-15.csv", BlsHeader + "PCU33131-33131-,2026-04,205.75,P\nPCU33131-33131-,2026-05,207.5,\nPCU33131-33131-,2026-06,208,P\n");
        Write("usgs-imports-2026-06-12.csv", TradeHeader + "2026-03-01,Canada,100000,20000,30000,150000\n2026-03-01,Atlantis,1000,0,0,1000\n2026-03-01,Total,101000,20000,30000,151000\n");
        Write("usgs-imports-2026-07-20.csv", TradeHeader + "2026-03-01,Canada,110000,20000,30000,160000\n2026-03-01,Total,110000,20000,30000,160000\n");
        Write("usgs-exports-2026-06-12.csv", TradeHeader + "2026-03-01,Mexico,0.3,4000,,4010\n2026-03-01,Total,0.3,4000,,4010\n");
        Write("usgs-production-2026-06-12.csv", "date,primary_t\n2026-02-01,50000\n2026-03-01,55000\n");
        Write("usgs-production-2026-07-20.csv", "date,primary_t\n2026-02-01,50500\n2026-04-01,54000\n");
        app = await AppProcess.StartAsync("--data", directory.Path);
        Api = new Api(app.BaseAddress);
        await Api.WaitUntilIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (app is not null) await app.DisposeAsync();
        directory.Dispose();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory.Path, name), text);
}
