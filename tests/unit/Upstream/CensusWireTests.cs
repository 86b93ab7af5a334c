using System.Net;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class CensusWireTests : IAsyncLifetime
{
    private const string Get = "get=CTY_CODE,CTY_NAME,I_COMMODITY,UNIT_QY1,CON_VAL_MO,CON_QY1_MO,SUMMARY_LVL";
    private const string March = Get + "&I_COMMODITY=76*&COMM_LVL=HS10&time=2025-03";
    private readonly RecordedFolder _folder = new();

    public async ValueTask InitializeAsync() => await _folder
        .WithImports("census-imports.csv",
            "2025-02,7601103000,1220,50,5,50,5,0,0",
            "2025-03,7601103000,1220,100,10,101,11,100,3",
            "2025-03,7601103000,4280,200,,200,,200,5",
            "2025-03,7601103000,9999,7,1,7,1,0,0",
            "2025-03,7601209095,5700,0,0,0,0,0,0",
            "2025-03,7606123045,5700,40,,40,,0,0")
        .With("census-exports.csv", "cty_code,period,schedule_b,qty_kg,all_val_usd\n1220,2025-03,7602000035,9,99\n")
        .StartAsync();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task The_header_is_the_get_list_and_then_the_predicates_even_when_that_doubles_a_name()
    {
        var table = await _folder.ImportsAsync(March);

        Assert.Equal(
            "CTY_CODE,CTY_NAME,I_COMMODITY,UNIT_QY1,CON_VAL_MO,CON_QY1_MO,SUMMARY_LVL,I_COMMODITY,COMM_LVL,time",
            string.Join(',', table.Header));
        Assert.All(table.Rows, r => Assert.Equal("2025-03", r[^1]));
        Assert.StartsWith("[[\"CTY_CODE\",", table.Text, StringComparison.Ordinal);
        Assert.Equal(table.Rows.Count(), table.Text.Count(c => c == '\n'));
    }

    [Fact]
    public async Task The_world_row_has_the_level_of_countries_and_groups_have_their_own()
    {
        var table = await _folder.ImportsAsync(March);
        var ofCode = table.Rows.Where(r => table.Value(r, "I_COMMODITY") == "7601103000").ToDictionary(r => table.Value(r, "CTY_CODE")!);

        Assert.Equal(["-", "0003", "0020", "0022", "0023", "0025", "0026", "1220", "1XXX", "4280", "4XXX", "9999"], ofCode.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("TOTAL FOR ALL COUNTRIES", ofCode["-"][1]);
        Assert.Equal("UNKNOWN COUNTRY 9999", ofCode["9999"][1]);
        Assert.Equal("GERMANY", ofCode["4280"][1]);
        Assert.Equal("DET", ofCode["-"][6]);
        Assert.Equal("DET", ofCode["1220"][6]);
        Assert.Equal("CGP", ofCode["0003"][6]);
        Assert.Equal(("307", "11"), (ofCode["-"][4], ofCode["-"][5]));
    }

    [Fact]
    public async Task What_is_not_available_is_null_and_zero_is_zero()
    {
        var table = await _folder.ImportsAsync(March.Replace("76*", "7606123045", StringComparison.Ordinal));
        Assert.All(table.Rows, r => Assert.Null(table.Value(r, "CON_QY1_MO")));
        Assert.Equal("40", table.Value("-", "CON_VAL_MO"));

        table = await _folder.ImportsAsync(March.Replace("76*", "7601209095", StringComparison.Ordinal));
        Assert.Equal(("0", "0"), (table.Value("5700", "CON_VAL_MO"), table.Value("5700", "CON_QY1_MO")));
    }

    [Fact]
    public async Task Without_a_level_all_levels_come_mixed()
    {
        var table = await _folder.ImportsAsync(Get + "&I_COMMODITY=7601*&CTY_CODE=1220&time=2025-03");
        Assert.Equal(["7601", "760110", "7601103000"], table.Rows.Select(r => r[2]).Order(StringComparer.Ordinal));

        table = await _folder.ImportsAsync(Get + "&I_COMMODITY=76&COMM_LVL=HS2&CTY_CODE=-&CTY_CODE=5700&time=2025-03");
        Assert.Equal("347", table.Value("-", "CON_VAL_MO"));
        Assert.Equal("40", table.Value("5700", "CON_VAL_MO"));
    }

    [Fact]
    public async Task Times_are_months_years_ranges_or_year_and_month()
    {
        foreach (var time in new[] { "time=from+2025-02+to+2025-03", "time=from%202025-02", "time=2025", "YEAR=2025", "YEAR=2025&MONTH=02&MONTH=03" })
        {
            var table = await _folder.ImportsAsync("get=CTY_CODE,CON_VAL_MO&CTY_CODE=1220&I_COMMODITY=7601103000&" + time);
            Assert.Equal(["100", "50"], table.Rows.Select(r => r[1]).Order(StringComparer.Ordinal));
        }

        var march = await _folder.ImportsAsync("get=CON_VAL_MO&I_COMMODITY=7601103000&YEAR=2025&MONTH=03");
        Assert.Equal("307,7601103000,2025,03", string.Join(',', Assert.Single(march.Rows)));
    }

    [Fact]
    public async Task The_year_to_date_runs_from_January()
    {
        var table = await _folder.ImportsAsync("get=CTY_CODE,CON_VAL_MO,CON_VAL_YR&CTY_CODE=1220&I_COMMODITY=7601103000&time=2025-03");
        Assert.Equal(("100", "150"), (table.Value("1220", "CON_VAL_MO"), table.Value("1220", "CON_VAL_YR")));
    }

    [Fact]
    public async Task A_dimension_in_the_get_list_breaks_rows_out_and_its_members_sum_to_the_dash()
    {
        const string one = "&I_COMMODITY=7601103000&CTY_CODE=1220&time=2025-03";
        var table = await _folder.ImportsAsync("get=CTY_CODE,DISTRICT,DIST_NAME,CON_VAL_MO" + one);
        Assert.Equal("100", Assert.Single(table.Rows, r => r[1] == "-")[3]);
        Assert.True(table.Rows.Count() > 3);
        Assert.Equal(100, table.Sum("CON_VAL_MO", r => r[1] != "-"));

        var total = await _folder.ImportsAsync("get=CTY_CODE,CON_VAL_MO&DISTRICT=-" + one);
        Assert.Single(total.Rows);
    }

    [Fact]
    public async Task Exports_have_their_own_names()
    {
        var table = await CensusTable.GetAsync(_folder.Http, "exports", "get=CTY_CODE,E_COMMODITY,ALL_VAL_MO,QTY_1_MO&E_COMMODITY=76*&COMM_LVL=HS10&time=2025-03");
        Assert.Equal(("99", "9"), (table.Value("1220", "ALL_VAL_MO"), table.Value("-", "QTY_1_MO")));
    }

    [Theory]
    [InlineData("get=CTY_CODE,VES_VAL_MO,NOPE&time=2025-03", "error: unknown variable 'NOPE'")]
    [InlineData("get=CTY_CODE&RATE_PROVISION=18&time=2025-03", "error: unknown variable 'RATE_PROVISION'")]
    [InlineData("get=CTY_CODE&I_COMMODITY=76*", "error: missing required variable/predicate: time")]
    [InlineData("get=CTY_CODE&time=2025-13", "error: invalid 'time' argument '2025-13'")]
    public async Task A_bad_request_is_told_in_text(string query, string message)
    {
        using var response = await _folder.GetAsync(query + "&key=k");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(message, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("time=2025-04&I_COMMODITY=76*")]
    [InlineData("time=2025-03&I_COMMODITY=77*")]
    [InlineData("time=2025-03&I_COMMODITY=76*&CTY_CODE=4000")]
    public async Task No_rows_are_204_without_a_body(string query)
    {
        for (var repeat = 0; repeat < 2; repeat++)
        {
            using var response = await _folder.GetAsync("get=CTY_CODE,CON_VAL_MO&key=k&" + query);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_order_of_rows_is_always_the_same_and_not_sorted()
    {
        var (first, second) = ((await _folder.ImportsAsync(March)).Text, (await _folder.ImportsAsync(March)).Text);
        Assert.Equal(first, second);
        var codes = new CensusTable(first).Rows.Select(r => r[0]!).ToList();
        Assert.NotEqual(codes.Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public async Task Without_a_key_or_with_a_wrong_one_the_service_redirects()
    {
        await using var folder = await new RecordedFolder().StartAsync(key: "right");
        foreach (var (key, page) in new[] { ("", "missing_key"), ("&key=", "missing_key"), ("&key=wrong", "invalid_key") })
        {
            using var response = await folder.GetAsync("get=CTY_CODE&time=2025-03" + key);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.Equal("1", Assert.Single(response.Headers.GetValues("X-DataWebAPI-KeyError")));
            Assert.EndsWith($"/data/{page}.html", response.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
            using var html = await folder.Http.GetAsync(response.Headers.Location, TestContext.Current.CancellationToken);
            Assert.Equal("text/html", html.Content.Headers.ContentType!.MediaType);
        }

        using var good = await folder.GetAsync("get=CTY_CODE&time=2025-03&key=right");
        Assert.Equal(HttpStatusCode.NoContent, good.StatusCode);
    }
}
