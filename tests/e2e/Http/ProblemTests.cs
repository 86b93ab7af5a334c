using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Http;

/// <summary>Rubbish from users gets an answer that helps.</summary>
public sealed class ProblemTests(RandomDataApp app)
{
    public static TheoryData<string> TwistedTargets =>
    [
        "/api/v1/../../etc/passwd", "/api/v1/%2e%2e/%2e%2e/etc/passwd", "/api/v1/..%2f..%2fetc%2fpasswd", "/api/v1/..%5c..%5cwindows",
        "/api/v1/..\\..\\windows", "/api/v1/codes/..%2fus-imports.json", "/api/v1/us-imports%00.json", "/api/v1/codes/%00", "/api/v1/%ff%fe",
        "/api/v1/us-imports.json%2f", "/api/v1/us-imports.json/", "/api/v1/us-imports.json.csv.json.bak", "/api/v1/" + new string('a', 5000),
        "/api/v1/" + string.Concat(Enumerable.Repeat("../", 1000)) + "etc/passwd", "/api/v1/%E2%80%AEnosj.stropmi-su", "/api/v1/%F0%9F%92%A9.json",
        "/api/v1/codes/codes/codes", "/api/v1/.json", "/api/v1/.csv", "/api/v1/%20", "/api/v1/con", "/api/v1/us-imports.xml",
    ];

    [Theory]
    [InlineData("us-imports.json?bby=total", "bby", "by")]
    [InlineData("us-imports.json?BY=total", "BY", "by")]
    [InlineData("us-imports.json?by=countri", "by", "country")]
    [InlineData("us-imports.json?by=country,country", "by", null)]
    [InlineData("us-imports.json?by=total,country", "by", "total")]
    [InlineData("us-imports.json?by=total&by=country", "by", null)]
    [InlineData("us-imports.json?by=", "by", "total")]
    [InlineData("us-imports.json?from=", "from", null)]
    [InlineData("us-imports.json?from=2025-13", "from", null)]
    [InlineData("us-imports.json?to=25-01", "to", null)]
    [InlineData("us-imports.json?to=2025-1", "to", null)]
    [InlineData("us-imports.json?from=2025-02&to=2025-01", "from", "2025-01")]
    [InlineData("us-imports.json?from=2025&to=2024", "from", "2024-12")]
    [InlineData("us-imports.json?country=CAN", "country", "CA")]
    [InlineData("us-imports.json?country=Canada", "country", "CA")]
    [InlineData("us-imports.json?country=CA,eu28", "country", "eu27")]
    [InlineData("us-imports.json?country=0001", "country", null)]
    [InlineData("us-imports.json?product=foill", "product", "foil")]
    [InlineData("us-imports.json?hs=76", "hs", null)]
    [InlineData("us-imports.json?hs=7601x", "hs", null)]
    [InlineData("us-imports.json?hs=8501", "hs", null)]
    [InlineData("us-imports.json?hs=76011030001", "hs", null)]
    [InlineData("us-imports.json?freq=W", "freq", "M")]
    [InlineData("us-imports.json?basis=usg", "basis", "usgs")]
    [InlineData("us-imports.json?trade=generel", "trade", "general")]
    [InlineData("us-imports.json?source=licence", "source", "license")]
    [InlineData("us-imports.json?shape=record", "shape", "records")]
    [InlineData("us-imports.csv?shape=records", "shape", null)]
    [InlineData("us-imports.json?as_of=2025-02-30", "as_of", null)]
    [InlineData("us-imports.json?as_of=yesterday", "as_of", null)]
    [InlineData("us-exports.json?trade=general", "trade", null)]
    [InlineData("us-exports.json?source=census", "source", null)]
    [InlineData("codes/countries.json?country=CA", "country", null)]
    [InlineData("vintages.json?from=2025-01", "from", null)]
    [InlineData("industry-profile.json?quarter=2025-Q1,2025-Q2", "quarter", "2025-Q1")]
    [InlineData("industry-profile.json?quarter=1025-Q1", "quarter", null)]
    [InlineData("industry-profile.json?quarter=2025-Q5", "quarter", null)]
    [InlineData("forecast.csv?series=IMPORTS", "series", "IMPORTS-AIM")]
    public async Task A_bad_parameter_is_named_with_what_is_allowed(string path, string parameter, string? nearest)
    {
        var problem = await ProblemAsync(path, HttpStatusCode.BadRequest);

        var error = problem.GetProperty("errors").EnumerateArray().First(e => e.GetProperty("parameter").GetString() == parameter);
        Assert.NotEqual("", error.GetProperty("reason").GetString());
        Assert.Equal(nearest, error.TryGetProperty("nearest", out var near) ? near.GetString() : null);
        Assert.True(error.TryGetProperty("allowed", out _) || path.Contains("by=country,country", StringComparison.Ordinal)
            || path.Contains("by=total", StringComparison.Ordinal) || path.Contains(".csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_errors_are_told_at_once()
    {
        var problem = await ProblemAsync("us-imports.json?by=x&freq=x&from=x&nothing=x", HttpStatusCode.BadRequest);

        Assert.Equal(["by", "freq", "from", "nothing"], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("parameter").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("us-import", "us-imports")]
    [InlineData("us-imports.xml", "us-imports")]
    [InlineData("code/hts", "codes/hts")]
    [InlineData("codes/product.json", "codes/products")]
    [InlineData("vintage.csv", "vintages")]
    public async Task An_unknown_data_set_is_answered_with_the_nearest(string name, string nearest)
    {
        var problem = await ProblemAsync(name, HttpStatusCode.NotFound);

        Assert.Contains($"'{nearest}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9 * 1024)]
    [InlineData(64 * 1024)]
    public async Task An_overlong_query_is_refused(int length) =>
        await ProblemAsync("us-imports.json?country=" + new string('C', length), HttpStatusCode.RequestUriTooLong);

    [Theory]
    [MemberData(nameof(TwistedTargets))]
    public async Task A_twisted_path_is_a_client_error_and_opens_nothing(string target)
    {
        foreach (var method in (string[])["GET", "HEAD", "POST"])
        {
            var (status, rest) = await RawHttp.SendAsync(app.Api.Address, target, method);

            Assert.InRange(status, 400, 499);
            Assert.DoesNotContain("root:", rest, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", rest, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1/us-imports.json%3Fby=total")]
    [InlineData("/api/v1/us-imports.json%0A%3Fby=total%0A")]
    [InlineData("/api/v1/us-imports.json%3Fby=total%0Acsv")]
    public async Task A_path_that_spells_a_query_is_not_that_question(string target)
    {
        await app.Api.TextAsync("api/v1/us-imports.json?by=total");
        using var csv = await app.Api.GetAsync("api/v1/us-imports.json?by=total", ("Accept", "text/csv"));

        Assert.Equal(404, (await RawHttp.SendAsync(app.Api.Address, target)).Status);
    }

    [Theory]
    [InlineData("/api/v1/a/b/c")]
    [InlineData("/api/v2/us-imports.json")]
    [InlineData("/api/v1/admin/nothing")]
    [InlineData("/api")]
    public async Task An_unknown_route_is_not_found(string target) =>
        Assert.Equal(404, (await RawHttp.SendAsync(app.Api.Address, target)).Status);

    [Theory]
    [InlineData("POST", "/api/v1/us-imports.json")]
    [InlineData("DELETE", "/api/v1/status.json")]
    [InlineData("PUT", "/api/v1/")]
    [InlineData("PATCH", "/api/openapi.json")]
    [InlineData("DELETE", "/api/v1/admin/runs")]
    public async Task A_wrong_method_is_not_allowed(string method, string target)
    {
        var (status, rest) = await RawHttp.SendAsync(app.Api.Address, target, method);

        Assert.Equal(405, status);
        Assert.Contains("Allow: ", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-imports.json?country=AD")]
    [InlineData("us-imports.json?from=2190")]
    [InlineData("us-imports.json?hs=7602")]
    [InlineData("us-imports.json?source=license")]
    [InlineData("us-exports.json?as_of=1999-12-31")]
    public async Task A_valid_filter_without_rows_is_an_empty_answer(string path)
    {
        var answer = await app.Api.JsonAsync($"api/v1/{path}");

        Assert.Equal(0, answer.GetProperty("meta").GetProperty("row_count").GetInt32());
        Assert.All(answer.GetProperty("data").EnumerateObject(), column => Assert.Equal(0, column.Value.GetArrayLength()));
    }

    private async Task<JsonElement> ProblemAsync(string path, HttpStatusCode status)
    {
        using var answer = await app.Api.GetAsync($"api/v1/{path}");
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }
}
