using System.IO.Compression;
using System.Net;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Entity tags, compression and what caches and browsers are told.</summary>
public sealed class CachingTests(RandomDataApp app)
{
    private const string Dashboard = "api/v1/us-imports.json?by=country&basis=chapter76";

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("\"a\",W/{0} , \"b\"")]
    [InlineData("*")]
    public async Task What_the_caller_has_already_is_not_sent_again(string ifNoneMatch)
    {
        using var first = await app.Api.GetAsync(Dashboard);
        using var again = await app.Api.GetAsync(Dashboard, ("If-None-Match", string.Format(null, ifNoneMatch, first.Headers.ETag)));

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
        Assert.Equal(first.Headers.Vary, again.Headers.Vary);
        Assert.Empty(await BytesAsync(again));
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("\"\"")]
    [InlineData("rubbish")]
    [InlineData("W/")]
    public async Task Another_tag_gets_the_whole_answer(string ifNoneMatch)
    {
        using var answer = await app.Api.GetAsync(Dashboard, ("If-None-Match", ifNoneMatch));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await BytesAsync(answer));
    }

    [Fact]
    public async Task Another_question_and_another_form_have_other_tags()
    {
        string[] paths = [Dashboard, Dashboard + "&shape=dense", Dashboard + "&from=2024", Dashboard.Replace(".json", ".csv", StringComparison.Ordinal), "api/v1/us-exports.json?by=country&basis=chapter76"];
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            using var answer = await app.Api.GetAsync(path);
            tags.Add(answer.Headers.ETag!.Tag);
        }

        Assert.Equal(paths.Length, tags.Count);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP;q=0.5", "gzip")]
    [InlineData("br;q=0, gzip;q=1", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("zstd", null)]
    [InlineData(";;;", null)]
    public async Task The_answer_is_packed_as_the_caller_can_unpack_it(string accepted, string? packed)
    {
        using var plain = await app.Api.GetAsync(Dashboard);
        using var answer = await app.Api.GetAsync(Dashboard, ("Accept-Encoding", accepted));
        var bytes = await BytesAsync(answer);

        Assert.Equal(packed, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(packed is null, plain.Headers.ETag!.Equals(answer.Headers.ETag));
        Assert.Equal(await BytesAsync(plain), Unpack(bytes, packed));
    }

    [Fact]
    public async Task A_tag_of_one_packing_is_not_that_of_another()
    {
        using var brotli = await app.Api.GetAsync(Dashboard, ("Accept-Encoding", "br"));
        using var gzip = await app.Api.GetAsync(Dashboard, ("Accept-Encoding", "gzip"), ("If-None-Match", brotli.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, gzip.StatusCode);
        Assert.NotEqual(brotli.Headers.ETag, gzip.Headers.ETag);
    }

    [Theory]
    [InlineData("", "public, max-age=300, stale-while-revalidate=3600")]
    [InlineData("&as_of=2025-03-06", "public, max-age=31536000, immutable")]
    [InlineData("&as_of=2199-12-31", "public, max-age=300, stale-while-revalidate=3600")]
    public async Task Only_the_past_is_kept_for_ever(string asOf, string cacheControl)
    {
        using var answer = await app.Api.GetAsync(Dashboard + asOf);

        Assert.Equal(cacheControl, answer.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Theory]
    [InlineData("api/v1/us-imports.json?by=total", "application/json")]
    [InlineData("api/v1/us-imports.csv?by=total", "text/csv; charset=utf-8")]
    [InlineData("api/v1/codes/hts.csv", "text/csv; charset=utf-8")]
    [InlineData("api/v1/vintages.json", "application/json")]
    [InlineData("api/v1/", "application/json")]
    [InlineData("api/v1/status.json", "application/json")]
    [InlineData("api/openapi.json", "application/json")]
    [InlineData("api/v1/nothing.json", "application/problem+json")]
    [InlineData("api/v1/us-imports.json?by=nothing", "application/problem+json")]
    public async Task Every_answer_names_its_type_and_may_be_read_by_any_page(string path, string type)
    {
        using var answer = await app.Api.GetAsync(path);

        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("api/v1/us-imports.json?by=country")]
    [InlineData("api/v1/codes/hts.csv")]
    [InlineData("api/v1/status.json")]
    [InlineData("api/v1/")]
    [InlineData("api/openapi.json")]
    [InlineData("api/v1/nothing.json")]
    public async Task Head_is_get_without_the_body(string path)
    {
        using var get = await app.Api.GetAsync(path);
        using var head = await app.Api.SendAsync(HttpMethod.Head, path);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await BytesAsync(head));
    }

    [Theory]
    [InlineData("api/v1/us-imports.json", "GET")]
    [InlineData("api/v1/codes/hts.json", "GET")]
    [InlineData("api/v1/status.json", "GET")]
    [InlineData("api/v1/", "GET")]
    [InlineData("api/openapi.json", "GET")]
    [InlineData("api/v1/admin/ingest", "POST")]
    [InlineData("api/v1/admin/runs", "GET")]
    public async Task A_browser_that_asks_first_is_allowed(string path, string method)
    {
        using var answer = await app.Api.SendAsync(
            HttpMethod.Options, path, null, ("Origin", "https://example.org"), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "x-functions-key"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains(method, answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Contains("x-functions-key", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static byte[] Unpack(byte[] bytes, string? packed)
    {
        using var source = new MemoryStream(bytes);
        using Stream unpacking = packed switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var target = new MemoryStream();
        unpacking.CopyTo(target);
        return target.ToArray();
    }
}
