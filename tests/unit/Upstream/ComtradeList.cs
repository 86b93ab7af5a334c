using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.Tests.Upstream;

/// <summary>An answer of the Comtrade service as a client sees it.</summary>
internal sealed class ComtradeList(HttpStatusCode status, string text)
{
    public const string Totals = "&partner2Code=0&customsCode=C00&motCode=0";

    public HttpStatusCode Status => status;

    public string Text => text;

    public JsonElement Root { get; } = JsonDocument.Parse(text).RootElement;

    public IReadOnlyList<JsonElement> Rows => [.. Root.GetProperty("data").EnumerateArray()];

    public string Error => Root.GetProperty("error").GetString()!;

    public static Task<ComtradeList> DataAsync(HttpClient http, string query) => GetAsync(http, "data/v1/get/C/M/HS?" + query);

    public static Task<ComtradeList> PreviewAsync(HttpClient http, string query) => GetAsync(http, "public/v1/preview/C/M/HS?" + query, key: null);

    public static Task<ComtradeList> AvailableAsync(HttpClient http, string query = "") => GetAsync(http, "public/v1/getDA/C/M/HS" + query, key: null);

    public static async Task<ComtradeList> GetAsync(HttpClient http, string path, string? key = "k")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null) request.Headers.Add("Ocp-Apim-Subscription-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new ComtradeList(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Partner, weight and value of each row, as they stand in the answer.</summary>
    public IEnumerable<string> Figures => Rows.Select(r => string.Join(' ', new[] { "partnerCode", "netWgt", "primaryValue" }.Select(f => r.GetProperty(f).GetRawText())));

    /// <summary>What was released when.</summary>
    public IEnumerable<string> Releases =>
        Rows.Select(r => string.Join(' ', new[] { "reporterCode", "period", "lastReleased" }.Select(f => r.GetProperty(f).ToString())));
}
