using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aim.Tests.Runtime;

public sealed class StaticSiteTests : IAsyncLifetime
{
    private const string Html = "text/html; charset=utf-8";
    private const string Script = "text/javascript; charset=utf-8";
    private const string Immutable = "public, max-age=31536000, immutable";

    private readonly DirectoryInfo _site = Directory.CreateTempSubdirectory("aim-site-");
    private readonly DirectoryInfo _published = Directory.CreateTempSubdirectory("aim-published-");
    private LocalHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _site.CreateSubdirectory("assets");
        Write("index.html", "<p>plain");
        Write("index.html.gz", "gzipped");
        Write("assets/app-1a2b.js", "plain();");
        Write("assets/app-1a2b.js.br", "brotli");
        Write("assets/app-1a2b.js.gz", "gzipped");
        Write("built.html", "built");
        Write("404.html", "<p>lost");
        File.WriteAllText(Path.Combine(_published.FullName, "built.html"), "published");
        _published.CreateSubdirectory("published");
        File.WriteAllText(Path.Combine(_published.FullName, "published", "home-1a2b.json"), "{}");
        _host = await LocalHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<Counter>();
                builder.Configuration.AddInMemoryCollection([new("AIM_LOCAL_SITE", string.Join(Path.PathSeparator, _published.FullName, _site.FullName))]);
            },
            typeof(HttpSamples));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _site.Delete(recursive: true);
        _published.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/nothing/", "<p>lost")]
    [InlineData("/nothing.html", "<p>lost")]
    [InlineData("/api/missing", "")]
    public async Task Where_there_is_no_page_the_page_that_says_so_comes_but_not_to_programs(string path, string body)
    {
        using var response = await _host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/", null, "<p>plain", "", Html, "no-cache")]
    [InlineData("/", "br, gzip", "gzipped", "gzip", Html, "no-cache")]
    [InlineData("/assets/app-1a2b.js", "gzip, br", "brotli", "br", Script, Immutable)]
    [InlineData("/assets/app-1a2b.js", "gzip, br;q=0", "gzipped", "gzip", Script, Immutable)]
    public async Task A_file_comes_in_the_coding_that_was_built(
        string path, string? accepts, string body, string coding, string type, string caching)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepts is not null)
            request.Headers.Add("Accept-Encoding", accepts);
        using var response = await _host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(coding, string.Join(',', response.Content.Headers.ContentEncoding));
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(caching, string.Join(", ", response.Headers.GetValues("Cache-Control")));
        Assert.Equal("Accept-Encoding", string.Join(',', response.Headers.Vary));
    }

    [Theory]
    [InlineData("/missing.js")]
    [InlineData("/../aim.secret")]
    [InlineData("/%2e%2e/aim.secret")]
    public async Task What_is_not_of_the_site_is_not_found(string path)
    {
        using var response = await _host.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/built.html", "published", "no-cache")]
    [InlineData("/published/home-1a2b.json", "{}", Immutable)]
    public async Task What_was_published_lies_over_what_was_built(string path, string body, string caching)
    {
        using var response = await _host.SendAsync(HttpMethod.Get, path);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(caching, string.Join(", ", response.Headers.GetValues("Cache-Control")));
    }

    [Fact]
    public async Task Functions_come_first() => Assert.Equal("named 0", await _host.GetAsync("/api/Named"));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_site.FullName, name), text);
}
