using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Aim.Storage.Tests.Runtime;

/// <summary>
/// The local runtime with chosen function classes on real storage; <c>%Container%</c> and the host's id are the test's name.
/// </summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly WebApplication _host;

    private StorageHost(WebApplication host) => _host = host;

    public Uri Address => new(_host.Urls.First());

    public IServiceProvider Services => _host.Services;

    public static async Task<StorageHost> StartAsync(
        string connectionString, string name, Recorder recorder, Dictionary<string, string?> settings, params Type[] classes)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection(
        [
            new("AIM_LOCAL_URL", "http://127.0.0.1:0"),
            new("AIM_LOCAL_BLOB_POLL_MS", "10"),
            new("AIM_LOCAL_BLOB_RETRY_MS", "1"),
            new("AzureWebJobsStorage", connectionString),
            new("AzureFunctionsWebHost:hostid", name),
            new("Container", name),
        ]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(recorder);
        builder.Services.AddSingleton(Container(connectionString, name));
        builder.FunctionClasses = classes;
        var host = (WebApplication)builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host);
    }

    public static BlobContainerClient Container(string connectionString, string name)
    {
        var container = new BlobContainerClient(connectionString, name);
        container.CreateIfNotExists();
        return container;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TestContext.Current.CancellationToken);
        await _host.DisposeAsync();
    }
}
