using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>A caller of a running app who sees exactly what it sends: nothing is followed, unpacked or kept.</summary>
internal sealed class Api(Uri address) : IDisposable
{
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = address,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Uri Address => address;

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, Cancelled);
    }

    /// <summary>The body of an answer that must be there.</summary>
    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.StatusCode} {text}"));
        return text;
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse(await TextAsync(path));

    /// <summary>The columns of a data set, each as its cells in JSON.</summary>
    public async Task<Dictionary<string, JsonElement[]>> ColumnsAsync(string path) =>
        (await JsonAsync(path)).GetProperty("data").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.EnumerateArray().ToArray(), StringComparer.Ordinal);

    /// <summary>Body and entity tag, which two runs over the same files must share.</summary>
    public async Task<string> BytesAndTagAsync(string path)
    {
        using var answer = await GetAsync(path);
        return $"{path} {answer.Headers.ETag} {await answer.Content.ReadAsStringAsync(Cancelled)}";
    }

    /// <summary>Waits until nothing is due, queued or running.</summary>
    /// <param name="limit">Where more than the usual patience is needed.</param>
    public async Task WaitUntilIdleAsync(TimeSpan? limit = null)
    {
        var deadline = Environment.TickCount64 + (long)(limit ?? IdleLimit).TotalMilliseconds;
        while ((await JsonAsync("api/v1/status.json")).GetProperty("state").GetString() is not "idle")
        {
            if (Environment.TickCount64 > deadline) throw new TimeoutException($"Not idle: {await TextAsync("api/v1/status.json")}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancelled);
        }
    }

    public void Dispose() => http.Dispose();
}
