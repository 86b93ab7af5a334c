using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.EndToEnd.Tests.Indicators;

/// <summary>What BLS and USGS tell, through the API of a real run.</summary>
public sealed class IndicatorTests(IndicatorApp app) : IClassFixture<IndicatorApp>
{
    [Fact]
    public async Task Every_real_figure_is_as_published_and_every_total_is_the_printed_one()
    {
        Assert.SkipUnless(File.Exists(IndicatorApp.RealPath), $"There is no ../shared/real/{IndicatorApp.RealFile} beside the repository.");

        var codes = await CodesAsync();
        var expected = (await File.ReadAllLinesAsync(IndicatorApp.RealPath, TestContext.Current.CancellationToken)).Skip(1)
            .Select(l => l.Replace("\"Korea, Republic of\"", "Korea", StringComparison.Ordinal).Split(','))
            .Select(c => $"{c[0][..7]} {(c[1] switch { "Korea" => "KR", "Turkey" => "TR", "Other" => "other", "Total" => "total", var name => codes[name] })} {string.Join(' ', c[2..])}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await TradeAsync("to=2025-12")).Order(StringComparer.Ordinal));

        var status = await app.Api.JsonAsync("api/v1/status.json");
        Assert.DoesNotContain(status.GetProperty("issues").EnumerateArray(), i => i.GetProperty("feed").GetString() == "usgs" && i.GetProperty("period").GetString()![..4] != "2026");
    }

    [Fact]
    public async Task Series_have_their_status_change_and_index_as_of_now()
    {
        Assert.Equal(
            ["2026-04 CES3133130001 57.3 - - R true", "2026-04 PCU33131-33131- 205.75 0.0599 131.4696 P true", "2026-04 USGS-PRIMARY 54000 - - A true",
             "2026-05 CES3133130001 - - - M true", "2026-05 PCU3313--3313-- 99.9 - - A true", "2026-05 PCU33131-33131- 207.5 0.0634 132.5879 R true", "2026-06 PCU33131-33131- 208 0.0605 132.9073 P true"],
            await RowsAsync("from=2026-04"));
    }

    [Fact]
    public async Task A_past_day_answers_as_it_did()
    {
        Assert.Equal(["2026-04 PCU33131-33131- 205.5 P", "2026-05 PCU33131-33131- 206.25 P"], await ShortAsync("series=PCU33131-33131-&from=2026&as_of=2026-07-14"));
        Assert.Equal(["2026-02 USGS-PRIMARY 50000 A", "2026-03 USGS-PRIMARY 55000 A"], await ShortAsync("group=production&as_of=2026-07-19"));
        Assert.Equal(["2026-02 USGS-PRIMARY 50500 R", "2026-03 USGS-PRIMARY 55000 A", "2026-04 USGS-PRIMARY 54000 A"], await ShortAsync("group=production&as_of=2026-07-20"));
        Assert.Empty(await ShortAsync("as_of=2026-06-11"));
        Assert.Equal(["2026-03 CA 100000 20000 30000 150000", "2026-03 total 101000 20000 30000 151000", "2026-03 unmapped 1000 0 0 1000"], await TradeAsync("from=2026&as_of=2026-07-19"));
        Assert.Equal(["2026-03 CA 110000 20000 30000 160000", "2026-03 total 110000 20000 30000 160000"], await TradeAsync("from=2026"));
        Assert.Equal(["2026-03 MX 0 4000 - 4010", "2026-03 total 0 4000 - 4010"], await TradeAsync("flow=X"));
    }

    [Fact]
    public async Task Quarters_and_years_are_means_and_production_is_a_sum()
    {
        var columns = await app.Api.ColumnsAsync("api/v1/indicators.json?freq=Q&from=2026&series=USGS-PRIMARY,PCU33131-33131-");
        Assert.Equal(["2026-Q1 USGS-PRIMARY 105500 2", "2026-Q2 PCU33131-33131- 207.0833 3", "2026-Q2 USGS-PRIMARY 54000 1"], Lines(columns, "period", "series", "value", "months"));
        columns = await app.Api.ColumnsAsync("api/v1/indicators.json?freq=Y&series=pcu33131-33131-&base=2025");
        Assert.Equal(["2017 156.5 79.5931 12", "2025 196.625 100 12", "2026 207.0833 105.3189 3"], Lines(columns, "period", "value", "index", "months"));
    }

    [Fact]
    public async Task An_id_that_nobody_has_seen_is_confirmed_by_its_first_figures()
    {
        Assert.Equal(["PCU3313--3313-- - false", "WPU102302 - true"], await ListedAsync("2026-06-11", "PCU3313--3313--", "WPU102302"));
        Assert.Equal(["PCU3313--3313-- 2026-05 true", "PCU331313331313 - false"], await ListedAsync("2026-06-12", "PCU3313--3313--", "PCU331313331313"));
    }

    [Theory]
    [InlineData("api/v1/indicators.json?series=CES3133130002", "CES3133130001")]
    [InlineData("api/v1/indicators.json?group=price", "prices")]
    [InlineData("api/v1/indicators.json?freq=YTD", "freq")]
    [InlineData("api/v1/indicators.json?base=2017-13", "base")]
    [InlineData("api/v1/indicators.json?base=2017,2018", "there can be one base")]
    [InlineData("api/v1/indicators.json?base=1066", "base")]
    [InlineData("api/v1/usgs-trade.json?country=CAN", "country")]
    [InlineData("api/v1/usgs-trade.json?flow=I", "flow")]
    public async Task A_wrong_value_is_told_with_what_is_allowed(string path, string part)
    {
        using var answer = await app.Api.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(part, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_shape_tells_the_same()
    {
        var records = (await app.Api.JsonAsync("api/v1/indicators.json?from=2026&shape=records")).GetProperty("data").EnumerateArray().ToList();
        var csv = (await app.Api.TextAsync("api/v1/indicators.csv?from=2026")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("period,series,series_name,group,value,unit,yoy,index,status,confirmed", csv[0]);
        Assert.Equal(records.Count, csv.Length - 1);
        var dense = (await app.Api.JsonAsync("api/v1/indicators.json?from=2026&shape=dense")).GetProperty("data").GetProperty("series").EnumerateArray().ToList();
        Assert.Equal(records.Select(r => r.GetProperty("series").GetString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), dense.Select(d => d.GetProperty("series").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_odd_is_told_in_the_status_and_sources_in_the_answer()
    {
        var status = await app.Api.JsonAsync("api/v1/status.json");
        Assert.Equal(["bls 2026-06 0", "usgs 2026-04 0"], status.GetProperty("feeds").EnumerateArray().Where(f => f.GetProperty("feed").GetString() is "bls" or "usgs")
            .Select(f => $"{f.GetProperty("feed").GetString()} {f.GetProperty("newest_period").GetString()} {f.GetProperty("failures").GetInt32()}"));
        Assert.Contains(status.GetProperty("issues").EnumerateArray(), i => i.GetProperty("kind").GetString() == "unknown-series" && i.GetProperty("code").GetString() == "CES3133100008");
        var meta = (await app.Api.JsonAsync("api/v1/indicators.json")).GetProperty("meta");
        Assert.Equal(["bls public domain", "usgs public domain"], meta.GetProperty("sources").EnumerateArray().Select(s => $"{s.GetProperty("id").GetString()} {s.GetProperty("licence").GetString()}"));
        Assert.Equal(["2026-06-12 bls", "2026-06-12 usgs", "2026-07-15 bls", "2026-07-20 usgs"], Lines(await app.Api.ColumnsAsync("api/v1/vintages.json"), "id", "feed").Where(l => l.StartsWith("2026-0", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private async Task<IEnumerable<string>> ListedAsync(string day, params string[] ids) =>
        Lines(await app.Api.ColumnsAsync($"api/v1/codes/series.json?as_of={day}"), "series", "last_period", "confirmed").Where(l => ids.Contains(l.Split(' ')[0], StringComparer.Ordinal));

    private async Task<IEnumerable<string>> RowsAsync(string query) => Lines(await app.Api.ColumnsAsync($"api/v1/indicators.json?{query}"), "period", "series", "value", "yoy", "index", "status", "confirmed");

    private async Task<IEnumerable<string>> ShortAsync(string query) => Lines(await app.Api.ColumnsAsync($"api/v1/indicators.json?{query}"), "period", "series", "value", "status");

    private async Task<IEnumerable<string>> TradeAsync(string query) => Lines(await app.Api.ColumnsAsync($"api/v1/usgs-trade.json?{query}"), "period", "country", "crude_t", "semis_t", "scrap_t", "total_t");

    private async Task<Dictionary<string, string>> CodesAsync()
    {
        var columns = await app.Api.ColumnsAsync("api/v1/codes/countries.json");
        return Enumerable.Range(0, columns["country"].Length).GroupBy(i => columns["country_name"][i].GetString()!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => columns["country"][g.First()].GetString()!, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines(Dictionary<string, JsonElement[]> columns, params string[] names) =>
        Enumerable.Range(0, columns[names[0]].Length).Select(i => string.Join(' ', names.Select(n => Text(columns[n][i]))));

    private static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "-",
        JsonValueKind.Number => Math.Round(cell.GetDouble(), 4).ToString(CultureInfo.InvariantCulture),
        _ => cell.ToString().ToLowerInvariant() is "true" or "false" ? cell.ToString().ToLowerInvariant() : cell.ToString(),
    };
}
