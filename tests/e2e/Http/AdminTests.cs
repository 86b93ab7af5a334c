using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>What an administrator orders and sees.</summary>
public sealed class AdminTests(RandomDataApp app)
{
    private static readonly TimeSpan OperationLimit = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("GET", "runs")]
    [InlineData("GET", "quarantine")]
    [InlineData("GET", "operations/x")]
    [InlineData("POST", "ingest")]
    [InlineData("POST", "reprocess")]
    [InlineData("POST", "quarantine/0/replay")]
    public async Task Without_the_key_nothing_is_told_or_done(string method, string call)
    {
        using var without = await app.Api.SendAsync(new HttpMethod(method), $"api/v1/admin/{call}");
        using var wrong = await app.Api.SendAsync(new HttpMethod(method), $"api/v1/admin/{call}", null, ("x-functions-key", app.AdminKey + "0"));
        using var inQuery = await app.Api.SendAsync(new HttpMethod(method), $"api/v1/admin/{call}?code={app.AdminKey}");

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, inQuery.StatusCode);
        Assert.All([without, wrong], answer => Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_ledger_has_a_row_for_every_run()
    {
        var runs = (await JsonAsync("runs?feed=census-imports")).GetProperty("runs").EnumerateArray().ToList();

        Assert.Contains(runs, run => run.GetProperty("step").GetString() == "ingest" && run.GetProperty("stored").GetInt32() > 0);
        Assert.All(runs, run =>
        {
            Assert.Equal("census-imports", run.GetProperty("feed").GetString());
            Assert.All(["cause", "started", "from", "to", "rows", "bytes", "hash", "outcome", "duration_ms"], name => Assert.True(run.TryGetProperty(name, out _), name));
        });
        var newest = runs.Select(run => run.GetProperty("started").GetDateTimeOffset()).ToList();
        Assert.Equal(newest.OrderDescending(), newest);
    }

    [Fact]
    public async Task Runs_since_a_day_are_those_of_that_day_and_later()
    {
        var runs = (await JsonAsync("runs?since=2025-03-06")).GetProperty("runs").EnumerateArray().ToList();

        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.True(run.GetProperty("started").GetDateTimeOffset() >= new DateTimeOffset(2025, 3, 6, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Nothing_was_quarantined() => Assert.Equal(0, (await JsonAsync("quarantine")).GetProperty("quarantine").GetArrayLength());

    [Theory]
    [InlineData("ingest")]
    [InlineData("reprocess")]
    public async Task A_range_that_is_pulled_or_aggregated_again_changes_nothing(string order)
    {
        string[] paths = ["api/v1/us-imports.json?by=hts10,country&basis=chapter76", "api/v1/us-imports.json?by=total&as_of=2025-03-06", "api/v1/vintages.json"];
        var before = await Task.WhenAll(paths.Select(app.Api.BytesAndTagAsync));

        using var accepted = await OrderAsync(order, """{"feed":"census-imports","from":"2024-10","to":"2025-02"}""");
        var location = accepted.Headers.Location!.ToString();
        var operation = await EndAsync(location);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.StartsWith("/api/v1/admin/operations/", location, StringComparison.Ordinal);
        Assert.Equal("succeeded", operation.GetProperty("state").GetString());
        Assert.Equal(5, operation.GetProperty("asked").GetInt32());
        Assert.Equal(0, operation.GetProperty("failed").GetInt32());
        Assert.Equal(0, operation.GetProperty("stored").GetInt32());
        Assert.Empty(operation.GetProperty("errors").EnumerateArray());
        await app.Api.WaitUntilIdleAsync();
        Assert.Equal(before, await Task.WhenAll(paths.Select(app.Api.BytesAndTagAsync)));
    }

    [Theory]
    [InlineData("""{"feed":"census-import"}""", "feed", "census-imports")]
    [InlineData("""{}""", "feed", null)]
    [InlineData("""{"feed":null}""", "feed", null)]
    [InlineData("""{"feed":"census-imports","from":"2025-13"}""", "from", null)]
    [InlineData("""{"feed":"census-imports","to":"soon"}""", "to", null)]
    [InlineData("""{"feed":"census-imports","from":"2025-02","to":"2025-01"}""", "from", "2025-01")]
    public async Task A_bad_order_is_told_what_is_wrong(string body, string parameter, string? nearest)
    {
        foreach (var order in (string[])["ingest", "reprocess"])
        {
            using var answer = await OrderAsync(order, body);
            var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
            Assert.Equal(parameter, error.GetProperty("parameter").GetString());
            Assert.Equal(nearest, error.TryGetProperty("nearest", out var near) ? near.GetString() : null);
        }
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("feed=census-imports", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[1,2]", HttpStatusCode.BadRequest)]
    [InlineData("{\"feed\":\"census-imports\",\"form\":\"2025-01\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"feed\":{\"a\":1}}", HttpStatusCode.BadRequest)]
    [InlineData("long", HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_is_no_order_is_a_problem(string body, HttpStatusCode status)
    {
        using var answer = await OrderAsync("ingest", body == "long" ? new string(' ', 17 * 1024) : body);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("GET", "operations/20250101T000000000-00000000", HttpStatusCode.NotFound)]
    [InlineData("GET", "operations/%27%20or%201", HttpStatusCode.NotFound)]
    [InlineData("POST", "quarantine/0123456789abcdef/replay", HttpStatusCode.NotFound)]
    [InlineData("POST", "quarantine/x/replay", HttpStatusCode.NotFound)]
    [InlineData("GET", "runs?feed=licences", HttpStatusCode.BadRequest)]
    [InlineData("GET", "runs?since=today", HttpStatusCode.BadRequest)]
    [InlineData("GET", "runs?sinc=2025-01-01", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_a_problem(string method, string call, HttpStatusCode status)
    {
        using var answer = await app.Api.SendAsync(new HttpMethod(method), $"api/v1/admin/{call}", null, ("x-functions-key", app.AdminKey));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task<HttpResponseMessage> OrderAsync(string order, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Api.SendAsync(HttpMethod.Post, $"api/v1/admin/{order}", content, ("x-functions-key", app.AdminKey));
    }

    private async Task<JsonElement> EndAsync(string location)
    {
        var deadline = Environment.TickCount64 + (long)OperationLimit.TotalMilliseconds;
        while (true)
        {
            var operation = await JsonAsync(location["/api/v1/admin/".Length..]);
            if (operation.GetProperty("state").GetString() is not ("queued" or "running")) return operation;
            if (Environment.TickCount64 > deadline) throw new TimeoutException($"The operation did not end: {operation}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    private async Task<JsonElement> JsonAsync(string call)
    {
        using var answer = await app.Api.GetAsync($"api/v1/admin/{call}", ("x-functions-key", app.AdminKey));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
