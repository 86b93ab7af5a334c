using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>Snapshots that an administrator brings by hand. Each test has months of its own.</summary>
public sealed class LicenseUploadTests(UploadApp app) : IClassFixture<UploadApp>
{
    [Fact]
    public async Task Bad_rows_are_named_and_quarantined_and_the_rest_is_loaded()
    {
        var text = UploadApp.Header + UploadApp.Row("x", "2025-03-31", -5) + Rows("2025-03-10", 60) + UploadApp.Row("L0", "2025-03-10", 1)
            + UploadApp.Row("gone", "2025-03-10", 77, "cancelled") + UploadApp.Row("dear", "2025-03-10", 0).Replace(",0,0,", ",0,9,", StringComparison.Ordinal);

        var (status, body) = await app.PutAsync("2025-03-04", text);

        Assert.Equal(200, status);
        Assert.Equal([64, 61, 1, 2, 1], ((string[])["rows", "accepted", "inactive", "refused", "flagged"]).Select(n => body.GetProperty(n).GetInt32()));
        Assert.Equal(["2 quantity_kg -5", "63 license_id L0"], body.GetProperty("refusals").EnumerateArray().Select(r =>
            $"{r.GetProperty("line").GetInt32()} {r.GetProperty("field").GetString()} {r.GetProperty("value").GetString()}"));
        Assert.All(body.GetProperty("refusals").EnumerateArray(), r => Assert.NotEqual("", r.GetProperty("rule").GetString()));
        await app.Api.WaitUntilIdleAsync();
        Assert.Equal(6_000, await app.KilogramsAsync("2025-03"));
        Assert.Equal(0, await app.KilogramsAsync("2025-03", "&as_of=2025-03-03"));
        var entry = Assert.Single(await QuarantineAsync("2025-03-04"));
        Assert.Equal("rows", entry.GetProperty("kind").GetString());
        Assert.Contains("'-5'", entry.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_row_in_two_hundred_thousand_is_named_and_the_others_are_loaded()
    {
        const int rows = 200_000, bad = 123_456;
        var text = new StringBuilder(UploadApp.Header);
        for (var i = 1; i <= rows; i++) text.Append(i == bad ? UploadApp.Row("bad", "2026-02-30", 1) : UploadApp.Row($"L{i}", "2026-02-10", i));

        var (status, body) = await app.PutAsync("2026-02-10", text.ToString());

        Assert.Equal(200, status);
        Assert.Equal(rows - 1, body.GetProperty("accepted").GetInt32());
        var refusal = Assert.Single(body.GetProperty("refusals").EnumerateArray());
        Assert.Equal(bad + 1, refusal.GetProperty("line").GetInt32());
        Assert.Equal("expected_import_date", refusal.GetProperty("field").GetString());
        Assert.Equal("2026-02-30", refusal.GetProperty("value").GetString());
        await app.Api.WaitUntilIdleAsync();
        Assert.Equal(((decimal)rows * (rows + 1) / 2) - bad, await app.KilogramsAsync("2026-02"));
    }

    public static TheoryData<string, byte[]> NoSnapshots => new()
    {
        { "empty", [] },
        { "only a mark", [0xEF, 0xBB, 0xBF] },
        { "blank lines", "\r\n\n"u8.ToArray() },
        { "header only", Encoding.UTF8.GetBytes(UploadApp.Header) },
        { "a column missing", Encoding.UTF8.GetBytes(UploadApp.Header.Replace(",cast", "", StringComparison.Ordinal) + UploadApp.Row("a", "2025-04-01", 1)) },
        { "a column twice", Encoding.UTF8.GetBytes(UploadApp.Header.Replace("port", "cast", StringComparison.Ordinal) + UploadApp.Row("a", "2025-04-01", 1)) },
        { "no header", Encoding.UTF8.GetBytes(UploadApp.Row("a", "2025-04-01", 1)) },
        { "JSON", """[{"license_id":"a","quantity_kg":1}]"""u8.ToArray() },
        { "HTML", "<!DOCTYPE html><html><body>Please log in</body></html>"u8.ToArray() },
        { "gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0x0A, 0x2C] },
        { "UTF-16", Encoding.Unicode.GetBytes(UploadApp.Header + UploadApp.Row("a", "2025-04-01", 1)) },
        { "6 % refused", Encoding.UTF8.GetBytes(UploadApp.Header + Rows("2025-04-01", 94) + string.Concat(Enumerable.Range(0, 6).Select(i => UploadApp.Row($"b{i}", "2025-04-31", 1)))) },
    };

    [Theory]
    [MemberData(nameof(NoSnapshots))]
    public async Task What_is_no_snapshot_is_told_so_and_changes_nothing(string what, byte[] bytes)
    {
        await app.PutAsync("2025-04-01", UploadApp.Header + Rows("2025-04-20", 2));
        var before = await app.VersionAsync();

        var (status, body) = await app.PutAsync("2025-04-01", bytes);

        Assert.True(status == 422, $"{what}: {status} {body}");
        Assert.NotEqual("", body.GetProperty("detail").GetString());
        Assert.Equal(before, await app.VersionAsync());
        Assert.Empty(await QuarantineAsync("2025-04-01"));
        Assert.Equal(200, await app.KilogramsAsync("2025-04"));
    }

    [Fact]
    public async Task Exactly_one_row_in_twenty_may_be_bad()
    {
        var (status, body) = await app.PutAsync("2025-05-06", UploadApp.Header + Rows("2025-05-01", 19) + UploadApp.Row("bad", "2025-05-32", 1));

        Assert.Equal(200, status);
        Assert.Equal(1, body.GetProperty("refused").GetInt32());
    }

    [Theory]
    [InlineData("2025-02-29")]
    [InlineData("2025-2-1")]
    [InlineData("today")]
    [InlineData("20250304")]
    public async Task A_day_that_does_not_exist_is_refused(string day)
    {
        var (status, body) = await app.PutAsync(day, UploadApp.Header + Rows("2025-05-01", 1));

        Assert.Equal(400, status);
        Assert.Equal("date", Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Without_the_key_nothing_is_loaded()
    {
        var before = await app.VersionAsync();
        using var content = new StringContent(UploadApp.Header + Rows("2025-05-01", 1));
        using var without = await app.Api.SendAsync(HttpMethod.Put, "api/v1/admin/licenses/2025-05-20", content);
        using var again = new StringContent(UploadApp.Header + Rows("2025-05-01", 1));
        using var wrong = await app.Api.SendAsync(HttpMethod.Put, "api/v1/admin/licenses/2025-05-20", again, ("x-functions-key", "wrong"));

        Assert.Equal(401, (int)without.StatusCode);
        Assert.Equal(403, (int)wrong.StatusCode);
        Assert.Equal(before, await app.VersionAsync());
    }

    [Fact]
    public async Task The_same_snapshot_twice_is_one_publication()
    {
        var text = UploadApp.Header + Rows("2025-06-10", 3);
        await app.PutAsync("2025-06-03", text);
        var before = await app.VersionAsync();

        Assert.Equal(200, (await app.PutAsync("2025-06-03", text)).Status);

        Assert.Equal(before, await app.VersionAsync());
    }

    [Fact]
    public async Task A_snapshot_in_the_place_of_another_of_its_day_gives_back_what_it_does_not_cover()
    {
        await app.PutAsync("2025-07-01", UploadApp.Header + Rows("2025-07-10", 1) + UploadApp.Row("a", "2025-08-10", 11));
        await app.PutAsync("2025-07-08", UploadApp.Header + Rows("2025-07-10", 5) + UploadApp.Row("a", "2025-08-10", 22));
        await app.PutAsync("2025-07-08", UploadApp.Header + Rows("2025-07-10", 7));
        await app.Api.WaitUntilIdleAsync();

        Assert.Equal(700, await app.KilogramsAsync("2025-07"));
        Assert.Equal(11, await app.KilogramsAsync("2025-08"));
        Assert.Equal(100, await app.KilogramsAsync("2025-07", "&as_of=2025-07-07"));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_in_a_row_loses_that_row()
    {
        var text = UploadApp.Header + Rows("2025-09-10", 40);

        var (status, body) = await app.PutAsync("2025-09-02", text[..^30]);

        Assert.Equal(200, status);
        Assert.Equal(41, Assert.Single(body.GetProperty("refusals").EnumerateArray()).GetProperty("line").GetInt32());
        await app.Api.WaitUntilIdleAsync();
        Assert.Equal(3_900, await app.KilogramsAsync("2025-09"));
    }

    [Fact]
    public async Task Loads_at_the_same_time_are_all_loaded()
    {
        var days = Enumerable.Range(1, 6).Select(d => string.Create(CultureInfo.InvariantCulture, $"2025-10-{d:D2}")).ToList();

        var answers = await Task.WhenAll(days.Select((day, i) => app.PutAsync(day, UploadApp.Header + Rows("2025-10-10", i + 1))));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        await app.Api.WaitUntilIdleAsync();
        for (var i = 0; i < days.Count; i++) Assert.Equal(100 * (i + 1), await app.KilogramsAsync("2025-10", $"&as_of={days[i]}"));
    }

    [Fact]
    public async Task What_is_loaded_is_there_when_the_answer_comes()
    {
        for (var i = 1; i <= 5; i++)
        {
            await app.PutAsync("2025-11-04", UploadApp.Header + Rows("2025-11-10", i));
            Assert.Equal(100 * i, await app.KilogramsAsync("2025-11"));
        }
    }

    [Fact]
    public async Task A_month_of_the_Census_that_its_service_no_longer_has_stays_one()
    {
        await app.PutAsync("2025-01-28", UploadApp.Header + UploadApp.Row("a", "2025-01-10", 55));
        await app.Api.WaitUntilIdleAsync();
        var before = await app.Api.TextAsync("api/v1/us-imports.json?by=hts10,country&from=2025-01&to=2025-01");
        var lines = await File.ReadAllLinesAsync(app.CensusFile, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(app.CensusFile, lines[..2], TestContext.Current.CancellationToken);

        using var order = new StringContent("""{"feed":"census-imports","from":"2025-01","to":"2025-01"}""", Encoding.UTF8, "application/json");
        Assert.Equal(202, (await app.SendAsync(HttpMethod.Post, "ingest", order)).Status);
        await app.Api.WaitUntilIdleAsync();

        var rows = await app.Api.ColumnsAsync("api/v1/us-imports.json?by=hts10,country&from=2025-01&to=2025-01");
        Assert.Equal("A", Assert.Single(rows["status"]).GetString());
        Assert.Equal(before, await app.Api.TextAsync("api/v1/us-imports.json?by=hts10,country&from=2025-01&to=2025-01"));
    }

    /// <summary>Good rows of a hundred kilograms each.</summary>
    private static string Rows(string imported, int count) => string.Concat(Enumerable.Range(0, count).Select(i => UploadApp.Row($"L{i}", imported, 100)));

    private async Task<List<JsonElement>> QuarantineAsync(string unit) =>
        [.. (await app.SendAsync(HttpMethod.Get, "quarantine")).Body.GetProperty("quarantine").EnumerateArray().Where(e => e.GetProperty("unit").GetString() == unit)];
}
