using System.Diagnostics;
using System.Globalization;
using Aim.Faults.House;
using Xunit;

namespace Aim.Faults.Http;

/// <summary>
/// Questions of strangers over every route and parameter, a hundred thousand in <c>aim bench faults</c>: the fault is never ours, and no
/// memory is lost.
/// </summary>
public sealed class FuzzTests(HouseFixture fixture) : IClassFixture<HouseFixture>
{
    private static readonly int Requests = Heavy.Times(20_000);

    private static readonly string[] Names = ["feed", "since", "By", "", "$filter", "%00", "by[]", "code", "limit", "quarter", "series", "week", "measure", "rule"];

    private static readonly string[] Values =
    [
        "total", "country", "country,product", "hts10,country", "region", "CA", "usmca", "1220", "7601", "7601103000", "2024", "2024-06", "2025-03-06", "M", "Q", "Y", "YTD",
        "aim", "usgs", "chapter76", "general", "license", "dense", "records", "unmapped", "census-imports", "smelt", "origin,smelt,cast", "secondary", "unknown", "mirror", "gap", "X",
        "2025-Q1", "surge", "reporter,partner", "", ",", ",,,", "%00", "%ff", "%F0%9F%92%A9", "%ED%A0%80", "-1", "0", "1e309", "0000-00", "9999-99", "0001-01-01", "9999-12-31",
        "999999999999999999999", "NaN", "null", "'; drop table", "<script>", "..%2f..", "%2500", "%0d%0aSet-Cookie:a=b", "CA%0a", "\u0662\u0660\u0662\u0664", "\u017f", "\u0130",
    ];

    private static readonly (string, string)[] Headers =
    [
        ("Accept", "text/csv"), ("Accept", "*/*;q=x"), ("Accept-Encoding", "br"), ("Accept-Encoding", "gzip;q=9,,;"), ("If-None-Match", "\""), ("If-None-Match", "*"),
        ("If-Modified-Since", "never"), ("Range", "bytes=5-1"), ("x-functions-key", "guess"), ("Content-Type", "text/xml"), ("X-HTTP-Method-Override", "DELETE"),
    ];

    private static readonly HttpMethod[] Methods = [HttpMethod.Head, HttpMethod.Options, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch];

    [Fact]
    public async Task Random_requests_over_every_route_and_parameter_get_no_server_error()
    {
        var app = fixture.House.App;
        var (routes, names) = await DescribedAsync(app);
        Assert.InRange(routes.Length, 40, 500);

        // What the first requests compile and keep is not what is looked for.
        await SendAsync(app, routes, names, seed: 1, Requests / 10);
        var before = ResidentMiB(app);
        await SendAsync(app, routes, names, seed: 2, Requests - (Requests / 10));

        Assert.InRange(ResidentMiB(app), 0, before + 100);
        Assert.NotEqual("", await app.TextAsync("us-imports.json?by=total"));
    }

    /// <summary>Routes and parameters as the description of the API has them, and some that it has not.</summary>
    private static async Task<(string[] Routes, string[] Names)> DescribedAsync(App app)
    {
        var paths = (await app.JsonAsync("../openapi.json")).GetProperty("paths").EnumerateObject().ToList();
        var names = paths.SelectMany(p => p.Value.EnumerateObject()).Where(m => m.Value.ValueKind == System.Text.Json.JsonValueKind.Object && m.Value.TryGetProperty("parameters", out _))
            .SelectMany(m => m.Value.GetProperty("parameters").EnumerateArray()).Where(p => p.TryGetProperty("name", out _)).Select(p => p.GetProperty("name").GetString()!);
        return (
            [.. paths.Select(p => p.Name.TrimStart('/')).Concat(["api/v1", "api/v1/nothing", "api/v1/codes/", "api/v1/.csv", "api/v1/admin/quarantine/00/replay", "api", "nothing"])],
            [.. names.Concat(Names).Distinct(StringComparer.Ordinal)]);
    }

    private static async Task SendAsync(App app, string[] routes, string[] names, int seed, int count)
    {
        var random = new Random(seed);
        var requests = Enumerable.Range(0, count).Select(_ => (Method: Method(random), Path: Path(random), Header: Headers[random.Next(Headers.Length)]));
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (ask, cancelled) =>
        {
            using var request = new HttpRequestMessage(ask.Method, ask.Path);
            request.Headers.TryAddWithoutValidation(ask.Header.Item1, ask.Header.Item2);
            using var answer = await app.Http.SendAsync(request, cancelled);
            var status = (int)answer.StatusCode;
            var body = status >= 500 ? await answer.Content.ReadAsStringAsync(cancelled) : "";
            Assert.True(status < 500, string.Create(CultureInfo.InvariantCulture, $"{ask.Method} {ask.Path} ({ask.Header}): {status} {body}"));
            // A path that is none is refused before it reaches us, without a body.
            if (status == 400 && answer.Content.Headers.ContentLength > 0) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        });

        string Path(Random r)
        {
            var route = routes[r.Next(routes.Length)];
            while (route.Contains('{', StringComparison.Ordinal)) route = route[..route.IndexOf('{', StringComparison.Ordinal)] + Values[r.Next(Values.Length)].Replace("?", "", StringComparison.Ordinal) + route[(route.IndexOf('}', StringComparison.Ordinal) + 1)..];
            return $"{route}?{string.Join('&', Enumerable.Range(0, r.Next(5)).Select(_ => $"{names[r.Next(names.Length)]}={Values[r.Next(Values.Length)]}"))}";
        }
    }

    private static HttpMethod Method(Random random) => random.Next(8) > 0 ? HttpMethod.Get : Methods[random.Next(Methods.Length)];

    private static long ResidentMiB(App app)
    {
        using var process = Process.GetProcessById(app.ProcessId);
        return process.WorkingSet64 >> 20;
    }
}
