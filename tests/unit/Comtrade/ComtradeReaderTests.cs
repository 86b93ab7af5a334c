using System.Globalization;
using Aim.Pipeline.Comtrade;
using Aim.Tests.Upstream;
using Aim.Trade;
using Xunit;
using static Aim.Tests.Comtrade.ComtradeText;

namespace Aim.Tests.Comtrade;

public sealed class ComtradeReaderTests
{
    [Theory]
    [InlineData("202403", 11)]
    [InlineData("202501", 14)]
    public async Task Published_answers_are_read_exactly_and_their_partners_make_the_world(string period, int rows)
    {
        var file = RealData.File($"comtrade_canada_x_7601_{period}.json");
        var data = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var answer = await ReadAsync($$"""{"elapsedTime":"0.1 secs","count":{{rows}},"data":{{data}},"error":""}""");

        Assert.Equal((rows, rows), (answer.Rows, answer.Cells.Count));
        Assert.All(answer.Cells, c => Assert.Equal((ComtradeFlow.Export, 7601), (c.Flow, c.Heading)));
        var recorded = (await File.ReadAllLinesAsync(RealData.File("comtrade-canada-7601.csv"), TestContext.Current.CancellationToken))
            .Skip(1)
            .Select(line => line.Split(','))
            .Where(f => f[0].Replace("-", "", StringComparison.Ordinal) == period)
            .Select(f => new ComtradeCell(
                Month.Parse(f[0]), ComtradeFlow.Export, (short)Number(f[4]), (short)Number(f[2]), (long)(1000 * Number(f[5])), (long)(1000 * Number(f[6]))));
        Assert.Equal(recorded.OrderBy(c => c.Partner), answer.Cells.OrderBy(c => c.Partner));
        var world = Assert.Single(answer.Cells, c => c.Partner == 0);
        Assert.Equal(world.Grams, answer.Cells.Where(c => c.Partner != 0).Sum(c => c.Grams));
        Assert.InRange(world.Mills!.Value - answer.Cells.Where(c => c.Partner != 0).Sum(c => c.Mills!.Value), -20, 20);
    }

    [Fact]
    public async Task The_published_empty_answer_has_no_rows()
    {
        var answer = await ReadAsync(await File.ReadAllTextAsync(RealData.File("comtrade_empty.json"), TestContext.Current.CancellationToken));
        Assert.Equal((0, 0), (answer.Rows, answer.Cells.Count));
    }

    [Fact]
    public async Task A_row_is_a_cell_in_thousandths()
    {
        Assert.Equal(new ComtradeCell(new Month(2024, 3), ComtradeFlow.Export, 7601, 842, 653_000, 1_985_788), await CellAsync());
        Assert.Equal(ComtradeFlow.Import, (await CellAsync(("flowCode", "\"M\""))).Flow);
        Assert.Equal(0, (await CellAsync(("partnerCode", "0"))).Partner);
    }

    [Theory]
    [InlineData("null", "5.0", null, 5000L)]
    [InlineData("0.0", "5.0", null, 5000L)]
    [InlineData("0", "0.0", 0L, 0L)]
    [InlineData("0", "null", null, null)]
    [InlineData("7", "null", 7000L, null)]
    [InlineData("7", "0", 7000L, 0L)]
    [InlineData("0.0004", "1", null, 1000L)]
    public async Task A_weight_that_is_not_known_is_never_a_zero(string weight, string value, long? grams, long? mills)
    {
        var cell = await CellAsync(("netWgt", weight), ("primaryValue", value));
        Assert.Equal((grams, mills), (cell.Grams, cell.Mills));
    }

    [Theory]
    [InlineData("typeCode", "\"S\"", ComtradeDrop.Type)]
    [InlineData("freqCode", "\"A\"", ComtradeDrop.Frequency)]
    [InlineData("flowCode", "\"RX\"", ComtradeDrop.Flow)]
    [InlineData("flowCode", "\"DX\"", ComtradeDrop.Flow)]
    [InlineData("partner2Code", "842", ComtradeDrop.Partner2)]
    [InlineData("customsCode", "\"C01\"", ComtradeDrop.Customs)]
    [InlineData("motCode", "2100", ComtradeDrop.Mode)]
    [InlineData("cmdCode", "\"76\"", ComtradeDrop.Commodity)]
    [InlineData("cmdCode", "\"760110\"", ComtradeDrop.Commodity)]
    [InlineData("cmdCode", "\"TOTAL\"", ComtradeDrop.Commodity)]
    public async Task What_is_no_monthly_total_of_a_heading_is_dropped_and_counted(string field, string json, ComtradeDrop reason)
    {
        var answer = await ReadAsync(Answer(Row(), Row((field, json)), Row(("partnerCode", "36"))));
        Assert.Equal((3, 2, 1), (answer.Rows, answer.Cells.Count, answer.Dropped(reason)));
    }

    [Theory]
    [InlineData("partner2Code")]
    [InlineData("customsCode")]
    [InlineData("motCode")]
    public async Task A_breakdown_that_is_not_named_is_a_total(string field)
    {
        await CellAsync((field, null));
        await CellAsync((field, "null"));
    }

    [Fact]
    public async Task Of_two_rows_of_a_cell_the_later_one_holds()
    {
        var answer = await ReadAsync(Answer(Row(), Row(("partnerCode", "36")), Row(("netWgt", "1"))));
        Assert.Equal((2, 1L), (answer.Cells.Count, answer.Repeated));
        Assert.Equal(1000, answer.Cells[0].Grams);
    }

    [Fact]
    public async Task Names_may_be_written_in_any_case_and_order_and_with_space_between()
    {
        const string row = """
            { "PrimaryValue" : 2.5 , "NETWGT":1,"unknown":{"data":["}",{}]},"partnercode":36, "CmdCode":"7606","period":"202401","ReporterCode":124,
              "flowcode":"M","typecode":"C","freqCode":"M","note":"a \"quoted\" \\" }
            """;
        var answer = await ReadAsync($"\uFEFF {{ \"Error\":null, \"Data\" : [ {row} , {Row()}, {row.Replace("36", "40", StringComparison.Ordinal)} ] }} ");
        Assert.Equal(new ComtradeCell(new Month(2024, 1), ComtradeFlow.Import, 7606, 36, 1000, 2500), answer.Cells[0]);
        Assert.Equal([36, 842, 40], answer.Cells.Select(c => (int)c.Partner));
    }

    [Fact]
    public async Task Answers_may_follow_each_other()
    {
        var answer = await ReadAsync(Answer(Row()) + Answer() + "\r\n" + Answer(Row(("period", "\"202404\""))) + "\n");
        Assert.Equal([new Month(2024, 3), new Month(2024, 4)], answer.Cells.Select(c => c.Month));
    }

    [Theory]
    [InlineData("reporterCode", "36", "row 2, field reporterCode: 36 is not the reporter that was asked for, 124")]
    [InlineData("reporterCode", null, "row 2, field reporterCode: is missing")]
    [InlineData("reporterCode", "null", "row 2, field reporterCode: null is no code from 0 to 32767")]
    [InlineData("period", "\"2024\"", "row 2, field period: 2024 is no month (YYYYMM)")]
    [InlineData("period", "\"202413\"", "row 2, field period: 202413 is no month (YYYYMM)")]
    [InlineData("partnerCode", "-1", "row 2, field partnerCode: -1 is no code from 0 to 32767")]
    [InlineData("partnerCode", "\"US\"", "row 2, field partnerCode: US is no code from 0 to 32767")]
    [InlineData("netWgt", "-5", "row 2, field netWgt: -5 is no number from 0 on, nor null")]
    [InlineData("netWgt", "true", "row 2, field netWgt: true is no number from 0 on, nor null")]
    [InlineData("primaryValue", "\"1,985\"", "row 2, field primaryValue: 1,985 is no number from 0 on, nor null")]
    [InlineData("primaryValue", "1e30", "row 2, field primaryValue: 1e30 is no number from 0 on, nor null")]
    [InlineData("primaryValue", "[1]", "row 2, field primaryValue: [1] is no number from 0 on, nor null")]
    [InlineData("primaryValue", null, "row 2, field primaryValue: is missing")]
    [InlineData("netWgt", null, "row 2, field netWgt: is missing")]
    [InlineData("cmdCode", null, "row 2, field cmdCode: is missing")]
    public async Task A_field_that_is_wrong_refuses_the_answer_and_is_named(string field, string? json, string message) =>
        Assert.Equal(message, (await RefusedAsync(Answer(Row(("partnerCode", "36")), Row((field, json))))).Message);

    [Theory]
    [InlineData("""{"error":"Maximum number of periods for preview is 1"}""", "Maximum number of periods for preview is 1")]
    [InlineData("""{"count":0,"data":[],"error":"Something went wrong"}""", "Something went wrong")]
    [InlineData("""{"count":0,"data":null,"error":"Something went wrong"}""", "Something went wrong")]
    [InlineData("""{"statusCode":429,"message":"Rate limit is exceeded. Try again in 2 seconds."}""", "Rate limit is exceeded. Try again in 2 seconds.")]
    public async Task An_error_in_an_answer_is_told(string text, string said)
    {
        var refused = await RefusedAsync(text);
        Assert.Equal(said, refused.ServiceError);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("<html><body>Service Unavailable</body></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"count":0,"data":null}""")]
    [InlineData("""{"count":0,"data":{}}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":[{}}""")]
    [InlineData("""{"data":[]} x""")]
    [InlineData("""{"data":[],}""")]
    [InlineData("""{"data":[{"a":nul}]}""")]
    [InlineData("""{"data":[{"a" 1}]}""")]
    [InlineData("""{"data":[{"a":1 "b":2}]}""")]
    public async Task What_is_no_answer_is_refused(string text)
    {
        Assert.Null((await RefusedAsync(text)).ServiceError);
    }

    [Fact]
    public async Task An_answer_that_is_cut_anywhere_is_refused()
    {
        var text = Answer(Row(), Row(("partnerCode", "36")));
        for (var length = 0; length < text.Length; length++) await RefusedAsync(text[..length]);
    }

    [Fact]
    public async Task A_row_longer_than_the_largest_buffer_is_refused_and_a_shorter_one_is_read()
    {
        Assert.Single((await ReadAsync(Answer(Row(("cmdDesc", $"\"{new string('x', 900_000)}\""))))).Cells);
        Assert.Contains("longer than", (await RefusedAsync(Answer(Row(("cmdDesc", $"\"{new string('x', 3_000_000)}\""))))).Message, StringComparison.Ordinal);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
