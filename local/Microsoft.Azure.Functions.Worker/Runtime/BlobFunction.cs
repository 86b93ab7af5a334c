using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Aim.Local.Runtime;

/// <summary>A function that runs for blobs, and how its parameter reads them.</summary>
internal sealed class BlobFunction
{
    private readonly Func<BlobContainerClient, string, CancellationToken, ValueTask<object?>> _read;

    /// <exception cref="InvalidOperationException">The path or the parameter's type is none that a blob trigger takes.</exception>
    public BlobFunction(Function function, BlobTriggerAttribute trigger, IConfiguration configuration)
    {
        Function = function;
        Pattern = new BlobPathPattern(function, SettingText.Resolve(function, trigger.BlobPath, configuration));
        Connection = trigger.Connection ?? HostStorage.DefaultConnection;
        _read = Reader(function);
        function.Compile([.. Pattern.Names, "blobTrigger"]);
    }

    public Function Function { get; }

    public BlobPathPattern Pattern { get; }

    /// <summary>The setting that holds the storage connection.</summary>
    public string Connection { get; }

    public ValueTask<object?> ReadAsync(BlobContainerClient container, string name, CancellationToken cancellationToken) =>
        _read(container, name, cancellationToken);

    private static Func<BlobContainerClient, string, CancellationToken, ValueTask<object?>> Reader(Function function)
    {
        var type = function.Input.ParameterType;
        if (type == typeof(Stream))
            return async (container, name, stop) => await container.GetBlobClient(name).OpenReadAsync(cancellationToken: stop);
        if (type == typeof(string))
            return async (container, name, stop) => (await ContentAsync(container, name, stop)).ToString();
        if (type == typeof(byte[]))
            return async (container, name, stop) => (await ContentAsync(container, name, stop)).ToArray();
        if (type == typeof(BlobClient))
            return (container, name, _) => new(container.GetBlobClient(name));
        if (type == typeof(BlobContainerClient))
            return (container, _, _) => new(container);
        throw function.Refuse("a blob trigger binds to Stream, string, byte[], BlobClient or BlobContainerClient.");
    }

    private static async Task<BinaryData> ContentAsync(BlobContainerClient container, string name, CancellationToken cancellationToken) =>
        (await container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content;
}
