using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aim.Faults.House;
using Aim.Faults.Proxy;
using Xunit;
using static Aim.Faults.Proxy.Faults;

namespace Aim.Faults.StorageSide;

/// <summary>What storage may answer to writes of many rows and to long queries of the running app.</summary>
public sealed partial class PageAndBatchFaults
{
    private const string Month = "2025-02";

    [Fact]
    public async Task Fault_30_An_error_within_an_accepted_batch_is_an_error()
    {
        await using var house = await HouseUnderTest.StartAsync();
        house.Data.Imports(Month, (Recording.Primary, "1220", 40_000));
        // The batch does not take effect; its answer is 202 all the same.
        house.Tables.Play(new FaultRule(Answer(
            202,
            "--changesetresponse\r\nContent-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + "HTTP/1.1 503 Server Busy\r\nContent-ID: 1\r\nContent-Type: application/json\r\n\r\n{\"odata.error\":{\"code\":\"ServerBusy\",\"message\":{\"lang\":\"en-US\",\"value\":\"0:busy\"}}}\r\n--inner--\r\n--changesetresponse--\r\n",
            ("Content-Type", "multipart/mixed; boundary=changesetresponse")))
        { Path = "$batch" });

        Assert.StartsWith("failed", await house.App.PullAsync(Month), StringComparison.Ordinal);
        Assert.Equal("2025-01 1500, 2025-02 2700", await house.App.MonthsAsync());

        house.Mend();
        Assert.Equal("succeeded", await house.App.PullAsync(Month));
        Assert.Equal("2025-01 1500, 2025-02 40000", await house.App.MonthsAsync());
    }

    [Fact]
    public async Task Fault_31_Batches_stay_within_the_limits_of_rows_and_bytes()
    {
        await using var house = await HouseUnderTest.StartAsync();
        await ManySeriesAsync(house);

        var batches = house.Tables.Calls.Where(c => c.Target.Contains("$batch", StringComparison.Ordinal)).ToList();
        Assert.Contains(batches, b => RowKeys(b).Count == 100);
        Assert.All(batches, b =>
        {
            Assert.InRange(RowKeys(b).Count, 1, 100);
            Assert.InRange(b.Body.Length, 1, 4 << 20);
            Assert.Equal(202, b.Status);
        });
    }

    [Fact]
    public async Task Fault_32_No_batch_has_a_row_twice()
    {
        await using var house = await HouseUnderTest.StartAsync();
        await ManySeriesAsync(house);

        var batches = house.Tables.Calls.Where(c => c.Target.Contains("$batch", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(batches);
        Assert.All(batches, b => Assert.Equal(RowKeys(b).Distinct(StringComparer.Ordinal), RowKeys(b)));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("one")]
    public async Task Fault_33_Pages_that_are_empty_or_short_are_not_the_end(string kind)
    {
        await using var house = await HouseUnderTest.StartAsync();
        await ManySeriesAsync(house);
        var questions = (string[])["us-imports.json?by=country", "us-imports.json?by=hts10,country", "status.json", "vintages.json"];
        var expected = await AnswersAsync(house.App, questions);
        await house.App.KillAsync();
        var pages = 0;
        house.Tables.Play(new FaultRule(async call =>
        {
            if (kind == "empty" && !call.Target.Contains("NextPartitionKey", StringComparison.Ordinal))
            {
                // The end of an empty page: the true query begins where it points to.
                Interlocked.Increment(ref pages);
                await Answer(200, """{"value":[]}""", ("Content-Type", "application/json;odata=minimalmetadata"), ("x-ms-continuation-NextPartitionKey", "!"))(call);
                return;
            }

            Interlocked.Increment(ref pages);
            using var answer = await call.ForwardAsync(kind == "one" ? WithTop(call.Target, 7) : call.Target.Replace("NextPartitionKey=%21", "", StringComparison.Ordinal));
            await call.AnswerAsync(answer);
        })
        { Method = "GET", Path = "()" });

        var other = await house.StartAppAsync();
        Assert.Equal(expected, await AnswersAsync(other, questions));
        Assert.InRange(pages, 5, int.MaxValue);

        static string WithTop(string target, int rows) =>
            Top().Replace(target, "") + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Create(CultureInfo.InvariantCulture, $"%24top={rows}");
    }

    /// <summary>A month with some hundreds of codes and countries.</summary>
    private static async Task ManySeriesAsync(HouseUnderTest house)
    {
        string[] codes = ["7601103000", "7601209045", "7606113060", "7604210010"];
        var countries = (await house.App.JsonAsync("codes/countries.json")).GetProperty("data").GetProperty("cty_code").EnumerateArray().Select(c => c.GetString()!).Distinct().Take(80);
        house.Data.Imports(Month, [.. from code in codes from country in countries select (code, country, 110L)]);
        house.Mend();
        Assert.Equal("succeeded", await house.App.PullAsync(Month));
    }

    private static List<string> RowKeys(Exchange batch) => [.. RowKey().Matches(Encoding.UTF8.GetString(batch.Body)).Select(m => m.Groups["key"].Value)];

    private static async Task<string> AnswersAsync(App app, string[] questions)
    {
        var text = new StringBuilder();
        foreach (var question in questions.Where(q => q != "status.json")) text.AppendLine(await app.TextAsync(question));
        var status = await app.JsonAsync("status.json");
        return text.Append(status.GetProperty("data_version")).Append(status.GetProperty("issue_count")).ToString();
    }

    [GeneratedRegex(@"RowKey='(?<key>[^']*)'\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowKey();

    [GeneratedRegex(@"[?&](%24|\$)top=\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Top();
}
