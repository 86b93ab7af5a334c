using System.Text;
using Aim.Pipeline.Census;
using Aim.Trade;
using Xunit;

namespace Aim.Tests.Census;

public sealed class CensusMonthReaderTests
{
    private const string Columns =
        """["CTY_CODE","CTY_NAME","I_COMMODITY","UNIT_QY1","CON_VAL_MO","CON_QY1_MO","GEN_VAL_MO","GEN_QY1_MO","DUT_VAL_MO","CAL_DUT_MO","COMM_LVL","I_COMMODITY","time"]""";

    private static readonly CensusLayout Exports = CensusLayout.Exports;

    [Fact]
    public async Task Cells_world_rows_and_what_is_left_out_are_told_apart()
    {
        using var month = await Read(
            Row("-", "7601103000"), Row("1220", "7601103000"), Row("4XXX", "7601103000"), Row("0003", "7601103000"),
            Row("1220", "7601", level: "HS4"), Row("1220", "7601103000", level: "HS6"), Row("9ZZZ", "0601103000", value: "0"));

        Assert.Equal(["1220 7601103000 5", "9ZZZ 0601103000 0"], Texts(month.Cells));
        Assert.Equal(["- 7601103000 5"], Texts(month.World));
        Assert.Equal((2, 1, 2, 2, 0, 7),
            (month.Counts.Cells, month.Counts.World, month.Counts.CountryGroups, month.Counts.OtherLevels, month.Counts.BrokenOut, month.Counts.Rows));
    }

    [Fact]
    public async Task Only_totals_of_a_dimension_that_is_broken_out_count()
    {
        using var month = await Read(Exports, """
            [["CTY_CODE","E_COMMODITY","UNIT_QY1","ALL_VAL_MO","QTY_1_MO","DF","DISTRICT"],
            ["1220","7601103000","KG","30","3","-","-"],
            ["1220","7601103000","KG","10","1","1","-"],
            ["1220","7601103000","KG","20","2","2","-"],
            ["1220","7601103000","KG","20","2","-","09"]]
            """);

        Assert.Equal(["1220 7601103000 30"], Texts(month.Cells));
        Assert.Equal(3, month.Counts.BrokenOut);
    }

    [Theory]
    [InlineData("\"0\"", 0L)]
    [InlineData("\"12345678\"", 12345678L)]
    [InlineData("\"123456789\"", 123456789L)]
    [InlineData("\"1234567890123456\"", 1234567890123456L)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("\"000000000000000000000007\"", 7L)]
    [InlineData("42", 42L)]
    [InlineData(" \"42\" ", 42L)]
    [InlineData("\"\\u0034\"", 4L)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"-\"", null)]
    [InlineData("\"(D)\"", null)]
    public async Task A_number_is_exact_or_not_available(string field, long? expected)
    {
        using var month = await Read(Row("1220", "7601103000").Replace("\"5\"", field, StringComparison.Ordinal));

        Assert.Equal(expected, month.Cells[0][0]);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("1.5")]
    [InlineData(" 5")]
    [InlineData("N/A")]
    [InlineData("()")]
    [InlineData("12345678:")]
    [InlineData("9223372036854775808")]
    public async Task A_number_that_is_none_is_named_with_its_place(string value)
    {
        var error = await Refused(Row("-", "7601103000"), Row("1220", "7601103000", value: value));

        Assert.Equal((3, "CON_VAL_MO", $"\"{value}\""), (error.Row, error.Column, error.Value));
    }

    [Fact]
    public async Task Quantities_in_another_unit_are_not_kilograms()
    {
        using var month = await Read(Row("1220", "7616995160", unit: "NO"));

        Assert.Equal([5L, null, 6L, null, 7L, 0L], Enumerable.Range(0, 6).Select(measure => FirstCell(month)[measure]));
        Assert.Equal(1, month.Counts.NotInKilograms);
    }

    [Fact]
    public async Task The_same_cell_twice_would_count_twice() =>
        Assert.Contains("a second row for country 1220",
            (await Refused(Row("1220", "7601103000"), Row("2010", "7601103000"), Row("1220", "7601103000"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("122")]
    [InlineData("12200")]
    [InlineData("")]
    [InlineData("12\u00e9")]
    public async Task A_country_code_has_four_characters(string country) =>
        Assert.Equal("CTY_CODE", (await Refused(Row(country, "7601103000"))).Column);

    [Fact]
    public async Task A_code_has_digits_only() => Assert.Equal("I_COMMODITY", (await Refused(Row("1220", "76011030X0"))).Column);

    [Fact]
    public async Task Another_month_is_an_error()
    {
        Assert.Equal("time", (await Refused(Row("1220", "7601103000", time: "2025-04"))).Column);
        var error = await Assert.ThrowsAsync<CensusFormatException>(() => Read(Exports, """
            [["CTY_CODE","E_COMMODITY","UNIT_QY1","ALL_VAL_MO","QTY_1_MO","YEAR","MONTH"],
            ["1220","7601103000","KG","30","3","2025","03"],
            ["2010","7601103000","KG","30","3","2025","04"]]
            """));
        Assert.Equal((3, "MONTH"), (error.Row, error.Column));
    }

    [Fact]
    public async Task A_missing_column_is_named() =>
        Assert.Contains("column UNIT_QY1: missing from the header",
            (await Assert.ThrowsAsync<CensusFormatException>(() => Read(Exports, """[["CTY_CODE","E_COMMODITY"]]"""))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_month_asked_in_parts_is_one_month_and_each_part_has_its_own_order_of_columns()
    {
        using var month = await Read(Exports, """
            [["CTY_CODE","E_COMMODITY","UNIT_QY1","ALL_VAL_MO","QTY_1_MO"],["1220","7601103000","KG","30","3"]]
            [["QTY_1_MO","ALL_VAL_MO","UNIT_QY1","E_COMMODITY","CTY_CODE"],["4","40","KG","7601103000","2010"]]
            """);

        Assert.Equal(["1220 7601103000 30", "2010 7601103000 40"], Texts(month.Cells));
    }

    [Fact]
    public async Task Many_cells_are_all_found_again()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => Row($"{1000 + (i % 200)}", $"{7601000000 + (i / 200)}", value: $"{i}")).ToArray();

        using var month = await Read(rows);

        Assert.Equal([.. Enumerable.Range(0, 20_000).Select(i => $"{1000 + (i % 200)} {7601000000 + (i / 200)} {i}")], Texts(month.Cells));
    }

    private static string Row(
        string country, string code, string value = "5", string unit = "KG", string level = "HS10", string time = "2025-03") =>
        $"""["{country}","NAME","{code}","{unit}","{value}","50","6","60","7","0","{level}","{code}","{time}"]""";

    private static Task<CensusMonth> Read(params string[] rows) =>
        Read(CensusLayout.Imports, $"[{Columns},\n{string.Join(",\n", rows)}]");

    private static Task<CensusMonth> Read(CensusLayout layout, string text) =>
        CensusMonthReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), layout, new Month(2025, 3), CancellationToken.None);

    private static Task<CensusFormatException> Refused(params string[] rows) =>
        Assert.ThrowsAsync<CensusFormatException>(() => Read(rows));

    private static CensusCell FirstCell(CensusMonth month) => month.Cells[0];

    private static List<string> Texts(ReadOnlySpan<CensusCell> cells)
    {
        var texts = new List<string>();
        foreach (var cell in cells)
        {
            texts.Add($"{cell.Key.Country} {cell.Key.CodeText} {cell[0]}");
        }

        return texts;
    }
}
