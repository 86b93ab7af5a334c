using System.Net;
using System.Text.Json;

namespace Aim.Cli;

/// <summary>Asks a running app how far it is. A question that it cannot answer yet is answered with null.</summary>
internal sealed class AppClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(10),
    };

    public Task<AppStatus?> StatusAsync(CancellationToken cancellationToken) =>
        GetAsync("api/v1/status.json", Read, cancellationToken);

    /// <summary>The number of rows of the first dashboard.</summary>
    public Task<int?> DashboardRowsAsync(CancellationToken cancellationToken) =>
        GetAsync("api/v1/us-imports.json?by=total", root => (int?)root.GetProperty("meta").GetProperty("row_count").GetInt32(), cancellationToken);

    public void Dispose() => http.Dispose();

    private static AppStatus Read(JsonElement root) => new(
        root.GetProperty("data_version").GetString()!,
        string.Equals(root.GetProperty("state").GetString(), "idle", StringComparison.Ordinal),
        [.. root.GetProperty("feeds").EnumerateArray().Select(feed => new FeedStatus(
            feed.GetProperty("feed").GetString()!,
            feed.GetProperty("state").GetString() ?? "",
            feed.TryGetProperty("newest_period", out var period) ? period.GetString() : null))]);

    private async Task<T?> GetAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(path, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                return default;
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return read(json.RootElement);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return default;
        }
    }
}
