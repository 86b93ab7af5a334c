using System.Globalization;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Whatever is asked, the fault is never ours.</summary>
public sealed class FuzzTests(RandomDataApp app)
{
    private const int Requests = 2000;

    private static readonly string[] Routes =
    [
        "v1", "v1/", "v1/us-imports", "v1/us-imports.json", "v1/us-imports.csv", "v1/us-exports.json", "v1/us-exports.csv", "v1/codes/hts.json",
        "v1/codes/regions.csv", "v1/codes/products", "v1/codes/countries.json", "v1/events.csv", "v1/vintages.json", "v1/status.json", "openapi.json",
        "v1/admin/runs", "v1/admin/quarantine", "v1/admin/operations/x", "v1/admin/quarantine/00/replay", "v1/admin/ingest", "v1/nothing", "v1/codes/", "v1/.csv",
        "v1/vintages.atom", "v1/subscriptions", "v1/subscriptions/0/confirm", "v1/subscriptions/0/unsubscribe",
    ];

    private static readonly string[] Names =
        ["by", "product", "country", "hs", "from", "to", "freq", "basis", "trade", "source", "as_of", "shape", "feed", "since", "By", "", "$filter", "%00", "by[]"];

    private static readonly string[] Values =
    [
        "total", "country", "country,product", "hts10,country", "region", "CA", "usmca", "1220", "7601", "7601103000", "2024", "2024-06", "2025-03-06", "M", "Q", "YTD",
        "aim", "usgs", "chapter76", "general", "license", "dense", "records", "unmapped", "census-imports", "", ",", ",,,", "%00", "%ff", "%F0%9F%92%A9", "%ED%A0%80", "-1",
        "0000-00", "9999-99", "0001-01-01", "9999-12-31", "999999999999999999999", "NaN", "null", "'; drop table", "<script>", "..%2f..", "%2500", "%0d%0aSet-Cookie:a=b",
        "CA" + "%0a", "٢٠٢٤", "ſ", "İ",
    ];

    private static readonly (string, string)[] Headers =
    [
        ("Accept", "text/csv"), ("Accept", "*/*;q=x"), ("Accept-Encoding", "br"), ("Accept-Encoding", "gzip;q=9,,;"), ("If-None-Match", "\""), ("If-None-Match", "*"),
        ("If-Modified-Since", "never"), ("Range", "bytes=5-1"), ("x-functions-key", "guess"), ("Content-Type", "text/xml"), ("X-HTTP-Method-Override", "DELETE"),
    ];

    private static readonly HttpMethod[] Methods = [HttpMethod.Head, HttpMethod.Options, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch];

    [Fact]
    public async Task Two_thousand_random_requests_get_no_server_error()
    {
        var random = new Random(4);
        var requests = Enumerable.Range(0, Requests).Select(_ => (Method: Method(random), Path: Path(random), Header: Headers[random.Next(Headers.Length)])).ToList();

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (request, cancelled) =>
        {
            using var answer = await app.Api.SendAsync(request.Method, request.Path, null, request.Header);
            var body = await answer.Content.ReadAsStringAsync(cancelled);
            var status = (int)answer.StatusCode;
            Assert.True(status < 500, string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Path} ({request.Header}): {status} {body}"));
            if (status == 400) Assert.True(answer.Content.Headers.ContentType?.MediaType is "application/problem+json", $"{request.Method} {request.Path}: {body}");
        });

        Assert.NotEqual("", await app.Api.TextAsync("api/v1/us-imports.json?by=total"));
    }

    private static HttpMethod Method(Random random) => random.Next(8) > 0 ? HttpMethod.Get : Methods[random.Next(Methods.Length)];

    private static string Path(Random random)
    {
        var query = string.Join('&', Enumerable.Range(0, random.Next(5)).Select(_ => $"{Names[random.Next(Names.Length)]}={Values[random.Next(Values.Length)]}"));
        return $"api/{Routes[random.Next(Routes.Length)]}?{query}";
    }
}
