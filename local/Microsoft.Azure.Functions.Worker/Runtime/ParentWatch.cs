using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aim.Local.Runtime;

/// <summary>Ends this process when the one that started it is gone, which closes the standard input that it held.</summary>
internal sealed class ParentWatch : IHostedService
{
    public static void Configure(WebApplicationBuilder web)
    {
        if (string.Equals(web.Configuration["AIM_LOCAL_PARENT_STDIN"], "true", StringComparison.OrdinalIgnoreCase))
            web.Services.AddHostedService<ParentWatch>();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: a read of the console cannot be cancelled.
        new Thread(ReadToEnd) { IsBackground = true, Name = "parent watch" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0)
        {
        }

        Environment.Exit(0);
    }
}
