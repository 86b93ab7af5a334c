using System.Net;
using System.Text.Json;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class RecordedFilesTests : IAsyncDisposable
{
    private const string Query = "get=CTY_CODE,CON_VAL_MO&CTY_CODE=1220&I_COMMODITY=7601103000&time=";
    private readonly RecordedFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Undated_files_are_one_and_of_the_same_row_the_later_name_holds()
    {
        await _folder.WithImports("census-imports-a.csv", "2025-01,7601103000,1220,1,,,,,", "2025-02,7601103000,1220,2,,,,,")
            .WithImports("census-imports-b.csv", "2025-02,7601103000,1220,3,,,,,")
            .StartAsync();

        Assert.Equal(["1"], await ValuesAsync("2025-01"));
        Assert.Equal(["3"], await ValuesAsync("2025-02"));
    }

    [Fact]
    public async Task A_dated_file_replaces_the_whole_month_from_its_day()
    {
        await _folder.WithImports("census-imports.csv", "2025-01,7601103000,1220,1,,,,,", "2025-01,7601103000,2010,9,,,,,", "2024-12,7601103000,1220,0,,,,,")
            .WithImports("census-imports-2025-03-06.csv", "2025-01,7601103000,1220,2,,,,,")
            .WithImports("census-imports-x-2025-06-05.csv", "2025-01,7601103000,1220,3,,,,,", "2025-04,7601103000,1220,4,,,,,")
            .With("licenses-2025-02-04.csv", "license_id\n")
            .With("census-imports-2025-13-01.csv.bak", "")
            .With("notes-2020-01-01.csv", "")
            .StartAsync();

        Assert.Equal("2025-02-04,2025-03-06,2025-06-05", string.Join(',', await DatesAsync()));
        Assert.Equal(["1"], await ValuesAsync("2025-01"));
        await ReplayAsync("\"2025-03-06\"");
        Assert.Equal(["2"], await ValuesAsync("2025-01"));
        Assert.Empty(await ValuesAsync("2025-01", Query.Replace("1220", "2010", StringComparison.Ordinal)));
        Assert.Empty(await ValuesAsync("2025-04"));
        await ReplayAsync("null");
        Assert.Equal(["3"], await ValuesAsync("2025-01"));
        Assert.Equal(["4"], await ValuesAsync("2025-04"));
        Assert.Equal(["0"], await ValuesAsync("2024-12"));
        await ReplayAsync("\"2025-01-01\"");
        Assert.Equal(["1"], await ValuesAsync("2025-01"));
    }

    [Fact]
    public async Task Without_dates_the_clock_is_the_present()
    {
        await _folder.WithImports("census-imports.csv", "2025-01,7601103000,1220,1,,,,,").StartAsync();
        Assert.Empty(await DatesAsync());
        Assert.Equal(["1"], await ValuesAsync("2025-01"));
    }

    [Fact]
    public async Task A_changed_or_new_file_is_served_at_once()
    {
        await _folder.WithImports("census-imports.csv", "2025-01,7601103000,1220,1,,,,,").StartAsync();
        Assert.Equal(["1"], await ValuesAsync("2025-01"));
        _folder.WithImports("census-imports.csv", "2025-01,7601103000,1220,12,,,,,").WithImports("census-imports-2.csv", "2025-02,7601103000,1220,5,,,,,");
        Assert.Equal(["12"], await ValuesAsync("2025-01"));
        Assert.Equal(["5"], await ValuesAsync("2025-02"));
    }

    [Fact]
    public async Task Quotes_line_ends_marks_and_column_order_do_not_matter()
    {
        await _folder.With("census-imports.csv",
            "\uFEFF\"hts10\",note,cty_code,period,con_qty_kg,con_val_usd,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd\r\n"
            + "7601103000,\"two\r\nlines, \"\"quoted\"\"\",\"1220\",2025-01,,7.0,,,,\r\n\r\n7601103000,x,1220,2025-02,,8,,,,").StartAsync();
        Assert.Equal(["7"], await ValuesAsync("2025-01"));
        Assert.Equal(["8"], await ValuesAsync("2025-02"));
    }

    [Theory]
    [InlineData("2025-01,7601103000,1220,1,2", "census-imports-bad.csv, line 2: has 5 fields where the header has 9")]
    [InlineData("2025-1,7601103000,1220,1,,,,,", "census-imports-bad.csv, line 2, column period: '2025-1' is not a month (YYYY-MM)")]
    [InlineData("2025-01,76011030,1220,1,,,,,", "census-imports-bad.csv, line 2, column hts10: '76011030' is not a code of ten digits")]
    [InlineData("2025-01,7601103000,CA,1,,,,,", "census-imports-bad.csv, line 2, column cty_code: 'CA' is not a Schedule C country code of four digits")]
    [InlineData("2025-01,7601103000,1220,1e3,,,,,", "census-imports-bad.csv, line 2, column con_val_usd: '1e3' is not a whole number")]
    public void A_malformed_file_is_named_with_line_and_column(string row, string message)
    {
        _folder.WithImports("census-imports-bad.csv", row);
        var file = new Aim.Upstream.Recorded.RecordedFile(new FileInfo(Path.Combine(_folder.Path, "census-imports-bad.csv")));
        Assert.Equal(message, Assert.Throws<Aim.Upstream.Data.CsvException>(() => file.Parse()).Message);
    }

    [Fact]
    public async Task A_malformed_file_does_not_keep_the_others_from_being_served()
    {
        await _folder.WithImports("census-imports-a.csv", "2025-01,7601103000,1220,1,,,,,")
            .WithImports("census-imports-b.csv", "2025-01,7601103000,1220,2,,,,,", "rubbish")
            .StartAsync();
        Assert.Equal(["1"], await ValuesAsync("2025-01"));
    }

    [Fact]
    public async Task A_given_world_row_stands_for_the_sum()
    {
        await _folder.WithImports("census-imports.csv", "2025-01,7601103000,-,5,,,,,", "2025-01,7601103000,1220,1,,,,,", "2025-01,7601103000,2010,1,,,,,").StartAsync();
        Assert.Equal(["5"], await ValuesAsync("2025-01", Query.Replace("1220", "-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Real_figures_are_served_as_recorded()
    {
        var real = RealData.File("census-imports-ca-mx-2025.csv");
        await _folder.With("census-imports-ca-mx-2025.csv", await File.ReadAllTextAsync(real, TestContext.Current.CancellationToken)).StartAsync();

        var table = await _folder.ImportsAsync("get=CTY_CODE,CON_VAL_MO,CON_QY1_MO&CTY_CODE=1220&I_COMMODITY=7601106030&time=2025-01");
        Assert.Equal("159363962", table.Value("1220", "CON_VAL_MO"));
        Assert.Null(table.Value("1220", "CON_QY1_MO"));
    }

    private async Task<IEnumerable<string?>> ValuesAsync(string month, string query = Query)
    {
        using var response = await _folder.GetAsync(query + month + "&key=k");
        return response.StatusCode == HttpStatusCode.NoContent
            ? []
            : new CensusTable(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Rows.Select(r => r[1]);
    }

    private Task ReplayAsync(string date) => _folder.PutAsync("/_replay", $$"""{"date":{{date}}}""");

    private async Task<string?[]> DatesAsync()
    {
        using var json = JsonDocument.Parse(await _folder.Http.GetStringAsync("/_replay", TestContext.Current.CancellationToken));
        return [.. json.RootElement.GetProperty("dates").EnumerateArray().Select(d => d.GetString())];
    }
}
