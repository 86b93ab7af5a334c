using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Aim.EndToEnd.Tests.Http;
using Aim.Faults.House;
using Aim.Faults.Proxy;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.Http;

/// <summary>What strangers may do, and what storage may do to readers.</summary>
public sealed class HttpFaults : IClassFixture<HouseFixture>
{
    private const string Question = "api/v1/us-imports.json?by=country";

    private readonly HouseUnderTest house;

    public HttpFaults(HouseFixture fixture)
    {
        house = fixture.House;
        house.Mend();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private App App => house.App;

    [Fact]
    public async Task Fault_41_No_spelling_of_a_path_leads_out_of_its_place()
    {
        const string Secret = "canary-71f3";
        var place = house.Account.GetBlobContainerClient("private");
        await place.CreateIfNotExistsAsync(cancellationToken: Ct);
        await place.GetBlobClient("secret.json").UploadAsync(BinaryData.FromString($"{{\"secret\":\"{Secret}\"}}"), overwrite: true, Ct);
        var before = await NamesAsync();

        string[] ups = ["../", "..%2f", "..%2F", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "%252e%252e%252f", "..;/", "%c0%ae%c0%ae/", "....//", ".%00./", "%u002e%u002e/"];
        string[] places = ["/api/v1/", "/api/v1/bulk/", "/api/v1/codes/", "/api/v1/admin/operations/", "/api/v1/admin/licenses/", "/api/v1/admin/quarantine/", "/api/v1/subscriptions/", "/"];
        foreach (var target in from at in places from up in ups from depth in (int[])[1, 2, 5] select at + string.Concat(Enumerable.Repeat(up, depth)) + "private/secret.json")
        {
            foreach (var method in (string[])["GET", "PUT", "POST"])
            {
                var (status, text) = await RawHttp.SendAsync(App.Address, target, method);
                Assert.True(status < 500, $"{method} {target}: {status}");
                Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, await NamesAsync());
        await place.DeleteAsync(cancellationToken: Ct);
    }

    [Theory]
    [InlineData("POST", "ingest")]
    [InlineData("POST", "reprocess")]
    [InlineData("GET", "operations/x")]
    [InlineData("GET", "runs")]
    [InlineData("PUT", "licenses/2025-03-01")]
    [InlineData("GET", "quarantine")]
    [InlineData("POST", "quarantine/00/replay")]
    public async Task Fault_42_No_admin_route_takes_anything_but_the_key(string method, string call)
    {
        string[] wrong =
        [
            "x", Secrets.AdminKey[..^1], Secrets.AdminKey + "x", Secrets.AdminKey.ToUpperInvariant(), $"{Secrets.AdminKey},{Secrets.AdminKey}", $"\"{Secrets.AdminKey}\"", new string('k', 8000), "null", "%00",
        ];
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(""));
        foreach (var key in wrong) Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null, $"?code={Secrets.AdminKey}"));

        async Task<HttpStatusCode> StatusAsync(string? key, string query = "")
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/admin/{call}{query}");
            if (key is not null) request.Headers.TryAddWithoutValidation("x-functions-key", key);
            using var answer = await App.Http.SendAsync(request, Ct);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("https://example.org", Question)]
    [InlineData("null", Question)]
    [InlineData("https://example.org", "api/v1/admin/runs")]
    [InlineData("https://example.org", "api/v1/nothing")]
    public async Task Fault_43_Any_page_may_read_and_the_header_comes_once(string origin, string path)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Options, HttpMethod.Get])
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Origin", origin);
            if (method == HttpMethod.Options) request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "GET");
            using var answer = await App.Http.SendAsync(request, Ct);

            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task Fault_44_A_tag_is_that_of_one_form_of_one_vintage()
    {
        var tags = new List<string>();
        foreach (var encoding in (string[])["identity", "gzip", "br"])
        {
            using var answer = await AskAsync(("Accept-Encoding", encoding));
            tags.Add(answer.Headers.ETag!.ToString());
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            foreach (var match in (string[])[answer.Headers.ETag.ToString(), $"\"x\", {answer.Headers.ETag}", $"W/{answer.Headers.ETag}", "*"])
            {
                using var again = await AskAsync(("Accept-Encoding", encoding), ("If-None-Match", match));
                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            }
        }

        Assert.Equal(3, tags.Distinct(StringComparer.Ordinal).Count());
        using var other = await AskAsync(("Accept-Encoding", "br"), ("If-None-Match", tags[0]));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Head, Question);
        using var head = await App.Http.SendAsync(request, Ct);
        Assert.Equal((HttpStatusCode.OK, tags[0]), (head.StatusCode, head.Headers.ETag!.ToString()));
    }

    [Fact]
    public async Task Fault_45_Abuse_costs_neither_the_memory_nor_the_others_their_answers()
    {
        await App.TextAsync("us-imports.json?by=country");
        var before = ResidentMiB();
        var idle = new List<TcpClient>();
        try
        {
            for (var n = 0; n < 500; n++)
            {
                var client = new TcpClient();
                await client.ConnectAsync("localhost", App.Address.Port, Ct);
                idle.Add(client);
            }

            await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (n, _) =>
            {
                using var answer = await App.Http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"api/v1/us-imports.json?by=country&x{n}={n}&country=Q{n}"), UriKind.Relative), Ct);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            });

            // A header of a megabyte, many ranges, a query of a megabyte, a head that never ends.
            Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await AskAsync(("X-Long", new string('h', 1 << 20)))).StatusCode);
            using var ranges = await AskAsync(("Range", "bytes=" + string.Join(',', Enumerable.Range(0, 1000).Select(n => $"{n}-{n}"))));
            Assert.Equal(HttpStatusCode.OK, ranges.StatusCode);
            Assert.InRange((await RawHttp.SendAsync(App.Address, "/api/v1/us-imports.json?country=" + new string('C', 1 << 20))).Status, 400, 499);
            await idle[0].GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /api/v1/status.json HTTP/1.1\r\nHost: a\r\nX-Slow: "), Ct);

            var began = Stopwatch.GetTimestamp();
            await App.TextAsync("us-imports.json?by=country");
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
        }
        finally
        {
            idle.ForEach(c => c.Dispose());
        }

        Assert.InRange(ResidentMiB(), 0, before + 150);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("hanging")]
    public async Task Fault_46_With_storage_gone_the_last_good_data_keep_coming_and_the_status_says_so(string kind)
    {
        var before = await App.TextAsync("us-imports.json?by=country");
        foreach (var proxy in (FaultProxy[])[house.Blobs, house.Tables]) proxy.Play(new FaultRule(kind == "refused" ? Refuse : Hang));
        try
        {
            for (var time = 0; time < 20; time++)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await AskAsync();
                Assert.Equal(before, await answer.Content.ReadAsStringAsync(Ct));
                Assert.Contains("stale", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
                Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 2);
            }

            var asked = Stopwatch.GetTimestamp();
            using var status = await App.Http.GetAsync(new Uri("api/v1/status.json", UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status.StatusCode);
            Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalSeconds, 0, 20);
            if (kind == "refused") Assert.Equal(HttpStatusCode.ServiceUnavailable, (await App.AdminAsync(HttpMethod.Get, "runs")).Status);
        }
        finally
        {
            house.Mend();
        }

        await App.UntilAsync("the status comes again", async () => (await App.Http.GetAsync(new Uri("api/v1/status.json", UriKind.Relative), Ct)).IsSuccessStatusCode);
        Assert.Equal("succeeded", await App.PullAsync("2025-02"));
    }

    [Fact]
    public async Task Fault_47_No_secret_is_in_an_answer_a_log_a_blob_or_a_table()
    {
        var answers = new StringBuilder();
        foreach (var (feed, key) in ((string, string)[])[("census-imports", Secrets.CensusKey), ("census-exports", Secrets.CensusKey), ("comtrade", Secrets.ComtradeKey), ("bls", Secrets.BlsKey)])
        {
            // Each service repeats the key that it was asked with.
            foreach (var fault in (Fault[])
            [
                Answer(200, $"<title>Invalid Key</title>{key}"), Answer(400, $"error: key={key}"), Answer(403, $$"""{"statusCode":403,"message":"{{key}}"}"""), Answer(500, $"oops {key}"),
                Answer(302, "", ("Location", $"http://127.0.0.1/?key={key}")), Answer(200, $"[[\"{key}\"]]"), Answer(200, $$"""{"status":"REQUEST_NOT_PROCESSED","message":["{{key}}"]}"""),
                Answer(200, $$"""{"data":[],"error":"{{key}}"}"""), CutBody(0.5), Refuse,
            ])
            {
                house.Source.Play(new FaultRule(fault));
                answers.AppendLine(await App.PullAsync("2025-02", feed));
                house.Source.Mend();
            }
        }

        house.Tables.Play(new FaultRule(StorageError(403, "AuthenticationFailed")));
        answers.AppendLine((await App.AdminAsync(HttpMethod.Get, "runs")).Body.ToString());
        house.Mend();

        foreach (var feed in (string[])["census-imports", "comtrade", "bls"]) answers.AppendJoin('\n', await App.RunsAsync(feed));
        answers.AppendJoin('\n', await App.QuarantineAsync());
        foreach (var path in (string[])["status.json", "vintages.json", "us-imports.json?by=country&x=1"])
            answers.AppendLine(await (await App.Http.GetAsync(new Uri($"api/v1/{path}", UriKind.Relative), Ct)).Content.ReadAsStringAsync(Ct));

        await house.AssertNoSecretsAsync(answers.ToString());
    }

    private async Task<HttpResponseMessage> AskAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Question);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await App.Http.SendAsync(request, Ct);
    }

    /// <summary>Of every blob of the account.</summary>
    private async Task<string> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var container in house.Account.GetBlobContainersAsync(cancellationToken: Ct))
        {
            if (container.Name.StartsWith("azure-", StringComparison.Ordinal)) continue;
            await foreach (var blob in house.Account.GetBlobContainerClient(container.Name).GetBlobsAsync(cancellationToken: Ct)) names.Add($"{container.Name}/{blob.Name}");
        }

        return string.Join('\n', names);
    }

    private long ResidentMiB()
    {
        using var process = Process.GetProcessById(App.ProcessId);
        return process.WorkingSet64 >> 20;
    }
}
