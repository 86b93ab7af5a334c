using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Aim.Bench.Census;

/// <summary>Serves one long answer on a free port of the loopback address, and writes its address to the standard output.</summary>
internal static class AnswerServer
{
    /// <summary>More commodities and countries than chapter 76 has in a month.</summary>
    public const int Cells = 20_000;

    /// <summary>Runs until its standard input ends, as it does when the one who started it is gone.</summary>
    public static async Task<int> RunAsync(long megabytes)
    {
        var file = Path.GetTempFileName();
        await using var answer = new FileStream(file, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        CensusAnswer.WriteByDistrict(answer, Cells, megabytes * 1_000_000);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            answer.Position = 0;
            context.Response.ContentType = "application/json";
            await answer.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
