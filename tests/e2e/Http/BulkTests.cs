using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Everything as one file: the same rows as the questions that it names.</summary>
public sealed class BulkTests(RandomDataApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_is_the_answer_to_the_question_that_it_names()
    {
        var api = app.Api;
        string[] some = [(await VintagesAsync(api))[0], (await VintagesAsync(api))[^1]];
        foreach (var vintage in some)
        {
            using var zip = new ZipArchive(new MemoryStream(await BytesAsync(api, $"api/v1/bulk/{vintage}.zip")));
            var package = JsonElement.Parse(await TextAsync(zip, "datapackage.json"));
            var resources = package.GetProperty("resources").EnumerateArray().ToList();
            Assert.Equal(zip.Entries.Select(e => e.FullName).Where(n => n != "datapackage.json"), resources.Select(r => r.GetProperty("path").GetString()));
            Assert.Contains(resources, r => r.GetProperty("path").GetString()!.StartsWith("us-imports/", StringComparison.Ordinal));
            Assert.Contains(resources, r => r.GetProperty("path").GetString() == "hts.csv");
            foreach (var resource in resources)
            {
                var (path, question) = (resource.GetProperty("path").GetString()!, resource.GetProperty("question").GetString()!);
                var text = await TextAsync(zip, path);
                Assert.Equal(await api.TextAsync(question[1..]), text);
                Assert.Equal(resource.GetProperty("bytes").GetInt32(), Encoding.UTF8.GetByteCount(text));
                Assert.Equal(text[..text.IndexOf('\r', StringComparison.Ordinal)], string.Join(',', resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString())));
                Assert.InRange(resource.GetProperty("rows").GetInt32(), 1, int.MaxValue);
            }
        }
    }

    [Fact]
    public async Task The_same_vintage_is_the_same_file_and_is_not_sent_twice()
    {
        var api = app.Api;
        var path = $"api/v1/bulk/{(await VintagesAsync(api))[0]}.zip";
        Assert.Equal(await BytesAsync(api, path), await BytesAsync(api, path));

        using var answer = await api.GetAsync(path);
        Assert.Equal(("application/zip", "*"), (answer.Content.Headers.ContentType?.MediaType, string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Origin"))));
        using var again = await api.GetAsync(path, ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var head = await api.SendAsync(HttpMethod.Head, path);
        Assert.Equal(answer.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("1999-01-01.zip")]
    [InlineData("2024-02-30.zip")]
    [InlineData("latest.zip")]
    [InlineData("..%2F..%2Fraw.zip")]
    [InlineData("2024-01-02")]
    public async Task What_is_no_vintage_is_not_there_and_the_newest_is_named(string file)
    {
        var api = app.Api;
        using var answer = await api.GetAsync($"api/v1/bulk/{file}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        if (!file.Contains('%', StringComparison.Ordinal)) Assert.Contains((await VintagesAsync(api))[0], await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task<List<string>> VintagesAsync(Api api) =>
        [.. (await api.ColumnsAsync("api/v1/vintages.json"))["id"].Select(id => id.GetString()!).Distinct(StringComparer.Ordinal)];

    private static async Task<byte[]> BytesAsync(Api api, string path)
    {
        using var answer = await api.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string path)
    {
        await using var stream = await zip.GetEntry(path)!.OpenAsync(Ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Ct);
    }
}
