using Aim.Upstream.Data;
using Aim.Upstream.Recorded;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class RecordedComtradeTests : IAsyncDisposable
{
    private readonly RecordedFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_dated_file_replaces_a_reporter_s_months_from_its_day()
    {
        await _folder.WithComtrade("comtrade.csv", "2024-01,124,842,X,7601,1,1", "2024-01,124,36,X,7601,9,9", "2024-02,124,842,X,7601,2,2", "2024-01,36,842,X,7601,4,4")
            .WithComtrade("comtrade-2024-06-12.csv", "2024-01,124,842,X,7601,3,3")
            .WithComtrade("comtrade-more-2024-06-12.csv", "2024-01,124,40,X,7601,5,5")
            .WithComtrade("comtrade-2024-07-01.csv", "2024-03,124,842,X,7601,6,6")
            .StartAsync();

        await _folder.PutAsync("/_replay", """{"date":"2024-06-11"}""");
        Assert.Equal(["0 10.0 10.0", "36 9.0 9.0", "842 1.0 1.0"], await FiguresAsync(124, "202401"));
        Assert.DoesNotContain("2024-06-12", string.Join(' ', (await ComtradeList.AvailableAsync(_folder.Http)).Releases), StringComparison.Ordinal);

        await _folder.PutAsync("/_replay", """{"date":"2024-06-12"}""");
        Assert.Equal(["0 8.0 8.0", "40 5.0 5.0", "842 3.0 3.0"], await FiguresAsync(124, "202401"));
        Assert.Equal(["0 2.0 2.0", "842 2.0 2.0"], await FiguresAsync(124, "202402"));
        Assert.Equal(["0 4.0 4.0", "842 4.0 4.0"], await FiguresAsync(36, "202401"));
        Assert.Empty(await FiguresAsync(124, "202403"));
        Assert.Equal(
            ["36 202401 2000-01-01", "124 202401 2024-06-12", "124 202402 2000-01-01"],
            (await ComtradeList.AvailableAsync(_folder.Http)).Releases.Select(r => r.Split('T')[0]));

        await _folder.PutAsync("/_replay", """{"date":null}""");
        Assert.Equal(["0 6.0 6.0", "842 6.0 6.0"], await FiguresAsync(124, "202403"));
    }

    [Fact]
    public async Task A_world_row_is_served_as_it_is_given_and_otherwise_made_without_groups()
    {
        await _folder.WithComtrade(
            "comtrade.csv",
            "2024-01,124,842,X,7601,1,1.25", "2024-01,124,0,X,7601,5,5", "2024-01,124,842,M,7601,1.5,1", "2024-01,124,490,M,7601,2.25,2.125",
            "2024-01,124,97,M,7601,100,100", "2024-01,124,975,M,7601,100,100").StartAsync();
        Assert.Equal(["0 5.0 5.0", "842 1.0 1.25"], await FiguresAsync(124, "202401"));
        Assert.Equal(["0 3.75 3.125", "97 100.0 100.0", "490 2.25 2.125", "842 1.5 1.0", "975 100.0 100.0"], await FiguresAsync(124, "202401", "M"));
    }

    [Fact]
    public async Task Of_two_rows_of_a_cell_the_later_holds_and_the_order_of_the_file_does_not_matter()
    {
        await _folder.WithComtrade("comtrade.csv", "2024-02,124,842,X,7601,1,1", "2024-01,124,842,X,7601,2,2", "2024-01,124,36,X,7601,3,3", "2024-01,124,842,X,7601,4,4").StartAsync();
        Assert.Equal(["0 7.0 7.0", "36 3.0 3.0", "842 4.0 4.0"], await FiguresAsync(124, "202401"));
    }

    [Theory]
    [InlineData("2024-1,124,842,X,7601,1,1", "column period: '2024-1' is not a month (YYYY-MM)")]
    [InlineData("2024-01,CA,842,X,7601,1,1", "column reporter_m49: 'CA' is not a country's M49 code")]
    [InlineData("2024-01,124,99999,X,7601,1,1", "column partner_m49: '99999' is not a partner's M49 code")]
    [InlineData("2024-01,124,842,RX,7601,1,1", "column flow: 'RX' is not a flow (X or M)")]
    [InlineData("2024-01,124,842,X,760110,1,1", "column hs: '760110' is not a heading of four digits")]
    [InlineData("2024-01,124,842,X,7601,-1,1", "column net_kg: '-1' is not a number from 0 on")]
    [InlineData("2024-01,124,842,X,7601,1,.", "column value_usd: '.' is not a number from 0 on")]
    public void A_malformed_file_is_named_with_line_and_column(string row, string message)
    {
        _folder.WithComtrade("comtrade-bad.csv", row);
        var file = new RecordedFile(new FileInfo(Path.Combine(_folder.Path, "comtrade-bad.csv")));
        Assert.Equal("comtrade-bad.csv, line 2, " + message, Assert.Throws<CsvException>(file.ParseComtrade).Message);
    }

    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("0.05", "0.05")]
    [InlineData("00012.50", "12.50")]
    [InlineData("683710421.499", "683710421.499")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("2.61107566E8", "261107566.0")]
    [InlineData("683710421.49900001287", "683710421.499")]
    public async Task Numbers_are_served_as_they_are_written(string text, string served)
    {
        await _folder.WithComtrade("comtrade.csv", $"2024-01,124,842,X,7601,{text},1").StartAsync();
        Assert.Contains($"842 {served} 1.0", await FiguresAsync(124, "202401"));
    }

    [Fact]
    public async Task Real_figures_are_served_as_published()
    {
        var file = RealData.File("comtrade-canada-7601.csv");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        await _folder.With("comtrade-canada-7601.csv", string.Join('\n', lines)).StartAsync();
        var expected = lines.Where(l => l.StartsWith("2024-03", StringComparison.Ordinal)).Select(l => l.Split(',')).Select(f => $"{f[2]} {f[5]} {f[6]}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await FiguresAsync(124, "202403")).Order(StringComparer.Ordinal));
    }

    private async Task<List<string>> FiguresAsync(int reporter, string period, string flow = "X") =>
        [.. (await ComtradeList.DataAsync(_folder.Http, $"reporterCode={reporter}&period={period}&flowCode={flow}" + ComtradeList.Totals)).Figures];
}
