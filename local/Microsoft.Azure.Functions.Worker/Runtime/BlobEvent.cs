using Azure;
using Azure.Storage.Blobs;

namespace Aim.Local.Runtime;

/// <summary>One version of one blob that one function has yet to see.</summary>
internal sealed record BlobEvent(
    BlobFunction Function, BlobContainerClient Container, string Name, ETag ETag, Dictionary<string, object?> Data)
{
    public Receipt Receipt => new(Function.Function.Name, $"{Container.Name}/{Name}");
}

/// <summary>What a receipt is for: a function and the path of a blob.</summary>
internal readonly record struct Receipt(string Function, string Path);
