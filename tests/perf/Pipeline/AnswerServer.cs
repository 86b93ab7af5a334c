using System.Globalization;
using Aim.Bench.Census;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Aim.Bench.Pipeline;

/// <summary>A Census service with one answer, in a process of its own: what it takes is not counted with ours.</summary>
internal sealed class AnswerServer : IDisposable
{
    public const string Command = "answer-server";
    private const string ByDistrict = "by-district", ByCode = "by-code";

    /// <summary>More commodities and countries than chapter 76 has in a month.</summary>
    public const int Cells = 20_000;

    private readonly SelfProcess process;

    private AnswerServer(SelfProcess process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>An answer of <see cref="Cells"/> cells which is broken out by district until it has so many megabytes.</summary>
    public static Task<AnswerServer> StartByDistrictAsync(int megabytes, CancellationToken cancellationToken) =>
        StartAsync(ByDistrict, megabytes, cancellationToken);

    /// <summary>An answer of so many rows, each a cell.</summary>
    public static Task<AnswerServer> StartByCodeAsync(int rows, CancellationToken cancellationToken) => StartAsync(ByCode, rows, cancellationToken);

    /// <summary>The process itself: writes its address to the standard output and serves until its standard input ends.</summary>
    public static async Task<int> RunAsync(string kind, string size)
    {
        await using var answer = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var amount = int.Parse(size, CultureInfo.InvariantCulture);
        if (kind == ByDistrict) CensusAnswer.WriteByDistrict(answer, Cells, amount * 1_000_000L);
        else CensusAnswer.Write(answer, amount);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            answer.Position = 0;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await answer.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose() => process.Dispose();

    private static async Task<AnswerServer> StartAsync(string kind, int size, CancellationToken cancellationToken)
    {
        var server = new SelfProcess([Command, kind, size.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            var address = await server.Output.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("the answer server did not start");
            return new AnswerServer(server, new Uri(address));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }
}
