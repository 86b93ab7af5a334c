using Aim.Pipeline.Usgs;
using Aim.Trade;
using Xunit;

namespace Aim.Tests.Usgs;

public sealed class TradeTableTests
{
    [Fact]
    public void The_month_is_read_and_the_total_stands_by_itself()
    {
        var table = Assert.Single(Issues.Read(Issues.Imports()).Trade);
        Assert.Equal('M', table.Flow);
        Assert.Equal(["Canada: 200000 21300 31600 253000", "China: 0 9000 0~ 9000", "Korea, Republic of: 0~ 0 7 7"], table.Rows.Select(Issues.Text));
        Assert.Equal("Total: 200000 30300 31600 262000", Issues.Text(table.Total));
        Assert.Equal(["1200000", "190000", "190000", "1580000"], table.YearToDate!.Select(Issues.Text));
    }

    [Fact]
    public void A_January_may_have_five_columns()
    {
        List<object?[]> rows =
        [
            ["U.S. exports of aluminum, by country"], [null, "Scrap", "Crude", "Semi-fabricated", "Total"],
            ["Country or locality4", "January", "January", "January", "January"], ["Mexico", 1m, 2m, 3m, 6m], ["Total", 1m, 2m, 3m, 6m],
        ];
        var table = Assert.Single(Issues.Read(rows, new Month(2026, 1)).Trade);
        Assert.Equal(('X', "Mexico: 2 3 1 6"), (table.Flow, Issues.Text(Assert.Single(table.Rows))));
        Assert.Null(table.YearToDate);
    }

    [Fact]
    public void A_January_whose_columns_are_alike_takes_the_first()
    {
        List<object?[]> rows =
        [
            ["U.S. imports of aluminum, by country"], [null, "Crude", null, "Plates, sheets, bars", null, "Scrap", null, "Total"],
            ["Country or locality", "January", "January", "January", "January", "January", "January", "January", "January"], ["Mexico", 1m, 9m, 2m, 9m, 3m, 9m, 6m, 9m], ["Total", 1m, 9m, 2m, 9m, 3m, 9m, 6m, 9m],
        ];
        Assert.Equal("Mexico: 1 2 3 6", Issues.Text(Assert.Single(Assert.Single(Issues.Read(rows, new Month(2026, 1)).Trade).Rows)));
    }

    [Fact]
    public void The_name_of_a_kind_may_go_over_several_rows()
    {
        var rows = Issues.Imports().With("B4", "Metals and alloys,").With("E4", "Plates, sheets,").With("H4", null).With("K4", null);
        rows.Insert(4, [null, "crude", null, null, "bars, etc.4", null, null, "Scrap", null, null, "Total"]);
        Assert.Equal("Canada: 200000 21300 31600 253000", Issues.Text(Assert.Single(Issues.Read(rows).Trade).Rows[0]));
    }

    [Fact]
    public void Repeated_heads_and_rows_without_figures_are_no_countries()
    {
        var rows = Issues.Imports();
        rows.InsertRange(9, [rows[3], rows[5], rows[6], ["Other countries follow:"], []]);
        Assert.Equal(3, Assert.Single(Issues.Read(rows).Trade).Rows.Count);
    }

    [Fact]
    public void Where_nothing_stands_a_figure_is_not_available()
    {
        var table = Assert.Single(Issues.Read(Issues.Imports().With("B8", null).With("E8", "W").With("H8", "NA")).Trade);
        Assert.Equal("Canada: . . . 253000", Issues.Text(table.Rows[0]));

        var rows = Issues.Imports();
        foreach (var row in rows[7..11]) (row[7], row[9]) = (null, null);
        Assert.Equal("Total: 200000 30300 . 262000", Issues.Text(Assert.Single(Issues.Read(rows).Trade).Total));
    }

    [Theory]
    [InlineData("China12", "China")]
    [InlineData("China3, 4", "China")]
    [InlineData("China³", "China")]
    [InlineData("  Congo  (Kinshasa)5 ", "Congo (Kinshasa)")]
    [InlineData("Côte d’Ivoire", "Côte d’Ivoire")]
    [InlineData("Other.....", "Other")]
    [InlineData("a/b\\c#d?e", "a b c d e")]
    public void Footnotes_do_not_stick_to_names(string printed, string name) =>
        Assert.Equal(name, Assert.Single(Issues.Read(Issues.Imports().With("A9", printed)).Trade).Rows[1].Name);

    [Theory]
    [InlineData("200,000", "200000")]
    [InlineData("--", "0")]
    [InlineData("–", "0")]
    [InlineData("(3)", "0~")]
    [InlineData("< 0.5", "0~")]
    [InlineData("0.4", "0.4")]
    [InlineData("5r", "5 Revised")]
    [InlineData("5 e", "5 Preliminary")]
    public void Figures_are_printed_in_many_ways(string printed, string expected) =>
        Assert.Equal(expected, Issues.Text(Assert.Single(Issues.Read(Issues.Imports().With("B8", printed)).Trade).Rows[0].Tons[0]));

    [Theory]
    [InlineData("B8", "abc", "sheet T8, cell B8: 'abc' is not a number")]
    [InlineData("B8", "-5", "cell B8: '-5'")]
    [InlineData("B8", "1,00", "cell B8: '1,00'")]
    [InlineData("B8", "1E+20", "cell B8")]
    [InlineData("K11", "#REF!", "cell K11: '#REF!'")]
    [InlineData("M11", "#REF!", "cell M11: '#REF!'")]
    [InlineData("A9", "Canada", "cell A9: 'Canada' is not a country that has no row yet")]
    [InlineData("A9", null, "cell A9: '' is not the name of a country")]
    [InlineData("A11", "Sum", "there is no row Total")]
    [InlineData("B7", "May", "cell B7: 'May' is not June")]
    [InlineData("H4", "Other", "does not name crude, semifabricated, scrap and total")]
    [InlineData("H4", "Crude", "does not name crude, semifabricated, scrap and total")]
    [InlineData("B7", "Quantity", "no column of crude is headed by June alone")]
    public void What_is_wrong_is_named_with_sheet_cell_and_value(string place, string? value, string reason)
    {
        var rows = Issues.Imports().With(place, value);
        if (place == "B7" && value == "Quantity") rows.With("D7", "Quantity");
        var e = Assert.Throws<UsgsFormatException>(() => Issues.Read(rows));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issue_of_another_month_or_year_is_refused()
    {
        Assert.Contains("'June' is not July", Assert.Throws<UsgsFormatException>(() => Issues.Read(Issues.Imports(), new Month(2026, 7))).Message, StringComparison.Ordinal);
        Assert.Contains("it is of 2026, not of 2025", Assert.Throws<UsgsFormatException>(() => Issues.Read(Issues.Imports(), new Month(2025, 6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_explains_a_total_and_more_is_an_issue()
    {
        Assert.Empty(UsgsCheck.Run("usgs", Issues.June, Issues.Read(Issues.Imports()).Trade[0]));
        var issues = UsgsCheck.Run("usgs", Issues.June, Issues.Read(Issues.Imports().With("H11", 33_000m).With("D11", 190_000m)).Trade[0]);
        Assert.Equal(["total-differs M scrap 33000 31607", "year-to-date-differs M crude 190000 200000"], issues.Select(i => $"{i.Kind} {i.Code} {i.Expected} {i.Actual}").Order(StringComparer.Ordinal));
    }
}
