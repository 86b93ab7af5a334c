using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Aim.Tests.Runtime;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private const string Key = "the key";
    private LocalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await LocalHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<Counter>();
            builder.Configuration.AddInMemoryCollection([new("AIM_LOCAL_HOSTKEY", Key)]);
        },
        typeof(HttpSamples));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Without_a_route_the_name_is_the_route() => Assert.Equal("named 0", await _host.GetAsync("/api/named"));

    [Fact]
    public async Task A_query_of_64_KiB_reaches_the_function() =>
        Assert.Equal("named 65536", await _host.GetAsync($"/api/Named?q={new string('x', 65536)}"));

    [Theory]
    [InlineData("/api/v1/us-imports/2025", "us-imports 2025 - Values 2025 True True")]
    [InlineData("/api/v1/us-imports/2025/x", "us-imports 2025 x Values 2025 True True")]
    [InlineData("/api/v1/us-imports.csv", "us-imports as csv")]
    public async Task Route_values_bind_by_name(string path, string expected) => Assert.Equal(expected, await _host.GetAsync(path));

    [Theory]
    [InlineData("GET", "/api/v1/us-imports/abc", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/u5.csv", HttpStatusCode.NotFound)]
    [InlineData("GET", "/named", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/Named", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/api/Nothing", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/api/Named", HttpStatusCode.OK)]
    [InlineData("GET", "/api/Nothing", HttpStatusCode.NoContent)]
    public async Task Constraints_and_methods_choose(string method, string path, HttpStatusCode expected)
    {
        using var response = await _host.SendAsync(new(method), path);
        Assert.Equal(expected, response.StatusCode);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Each_invocation_gets_its_own_object_and_any_method_without_a_list()
    {
        Assert.Equal("GET 1", await _host.GetAsync("/api/Instance"));
        using var second = await _host.SendAsync(HttpMethod.Delete, "/api/Instance");
        Assert.Equal("DELETE 2", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_body_binds_and_an_action_result_answers()
    {
        using var response = await _host.SendAsync(HttpMethod.Post, "/api/Body", JsonContent.Create(new Order("census", 3)));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("POST census 3", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{\"feed\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_does_not_bind_is_the_fault_of_the_caller(string body, string type, HttpStatusCode expected)
    {
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue(type));
        using var response = await _host.SendAsync(HttpMethod.Post, "/api/Body", content);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task An_exception_is_an_empty_500_and_a_log_entry()
    {
        using var response = await _host.SendAsync(HttpMethod.Get, "/api/Throws");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Error Function.Throws Throws failed InvalidOperationException", _host.Log, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("/api/Keyed", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/Keyed", "", HttpStatusCode.Unauthorized)]
    [InlineData("/api/Keyed", "the kez", HttpStatusCode.Unauthorized)]
    [InlineData("/api/Keyed", Key, HttpStatusCode.OK)]
    [InlineData("/api/Keyed?code=the%20key", null, HttpStatusCode.OK)]
    [InlineData("/api/Keyed?code=the%20key", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/admin/runs", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/admin/runs", Key, HttpStatusCode.OK)]
    [InlineData("/api/Named", "wrong", HttpStatusCode.OK)]
    [InlineData("/api/Locked", null, HttpStatusCode.OK)]
    public async Task A_level_above_anonymous_wants_the_key(string path, string? key, HttpStatusCode expected)
    {
        using var response = await _host.SendAsync(HttpMethod.Get, path, key: key);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_set_nothing_opens_a_locked_function()
    {
        await using var host = await LocalHost.StartAsync(builder => builder.Services.AddSingleton<Counter>(), typeof(HttpSamples));
        using var response = await host.SendAsync(HttpMethod.Get, "/api/Keyed?code=", key: "");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Middleware_runs_around_the_function_the_first_added_outermost()
    {
        var seen = new List<string>();
        await using var host = await LocalHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<Counter>();
                foreach (var name in (string[])["outer", "inner"])
                {
                    builder.UseMiddleware(async (context, next) =>
                    {
                        seen.Add($"{name} {context.FunctionDefinition.Name}");
                        await next();
                        seen.Add($"{name} end");
                    });
                }
            },
            typeof(HttpSamples));
        Assert.Equal("named 0", await host.GetAsync("/api/Named"));
        Assert.Equal(["outer Named", "inner Named", "inner end", "outer end"], seen);
    }

    [Fact]
    public async Task The_root_leads_to_the_list_of_data_sets()
    {
        using var response = await _host.SendAsync(HttpMethod.Get, "/");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/api/v1/", response.Headers.Location!.OriginalString);
    }
}
