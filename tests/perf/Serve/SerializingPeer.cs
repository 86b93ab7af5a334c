using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aim.Bench.Serve;

/// <summary>What is usual: Kestrel holds an answer as objects and serialises them for each request, uncompressed.</summary>
internal sealed class SerializingPeer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebApplication app;

    private SerializingPeer(WebApplication app) => this.app = app;

    public static string Name => $"Kestrel and JsonSerializer {Environment.Version}";

    public Uri Address => new(app.Urls.Single());

    /// <exception cref="InvalidOperationException">The objects would not give the answer that they were made of.</exception>
    public static async Task<SerializingPeer> StartAsync(byte[] answer, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(answer);
        var held = ObjectOf(document.RootElement)!;
        if (!JsonSerializer.SerializeToUtf8Bytes(held, Json).AsSpan().SequenceEqual(answer)) throw new InvalidOperationException("The peer's answer is another one.");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var peer = new SerializingPeer(builder.Build());
        peer.app.Run(http => http.Response.WriteAsJsonAsync(held, held.GetType(), Json, http.RequestAborted));
        await peer.app.StartAsync(cancellationToken);
        return peer;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Dictionaries, and arrays of what they hold.</summary>
    private static object? ObjectOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => ObjectOf(p.Value), StringComparer.Ordinal),
        JsonValueKind.Array => ArrayOf([.. json.EnumerateArray()]),
        JsonValueKind.String => json.GetString(),
        // Digits behind the point are kept, also noughts.
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.Null => null,
        _ => json.GetBoolean(),
    };

    private static Array ArrayOf(List<JsonElement> items) => items.Find(i => i.ValueKind != JsonValueKind.Null).ValueKind switch
    {
        JsonValueKind.Object => items.Select(i => (Dictionary<string, object?>)ObjectOf(i)!).ToArray(),
        JsonValueKind.Number when items.TrueForAll(i => i.ValueKind == JsonValueKind.Null || i.TryGetInt64(out _)) =>
            items.Select(i => i.ValueKind == JsonValueKind.Null ? (long?)null : i.GetInt64()).ToArray(),
        JsonValueKind.Number => items.Select(i => i.ValueKind == JsonValueKind.Null ? (decimal?)null : i.GetDecimal()).ToArray(),
        _ => items.Select(i => i.GetString()).ToArray(),
    };
}
