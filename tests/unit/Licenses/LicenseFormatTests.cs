using System.Globalization;
using System.Text;
using Aim.Pipeline.Licenses;
using Xunit;

namespace Aim.Tests.Licenses;

public sealed class LicenseFormatTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\r\n\n")]
    public async Task An_empty_file_is_no_snapshot(string text) =>
        Assert.Equal("The file is empty.", (await LicenseFile.RefusedAsync(text)).Message);

    [Fact]
    public async Task A_header_without_rows_is_a_snapshot_of_nothing() =>
        Assert.Equal(0, (await LicenseFile.ReadAsync(LicenseFile.Header, LicenseFile.Rules with { MaxRefusedShare = 0.05 })).Counts.Rows);

    [Fact]
    public async Task A_missing_column_is_named()
    {
        foreach (var column in LicenseFile.Columns)
        {
            var error = await LicenseFile.RefusedAsync(string.Join(',', LicenseFile.Columns.Except([column])) + ",x\n" + LicenseFile.Row("L1"));
            Assert.Contains($"lacks {column}. It says:", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<title>Not found</title>", "lacks license_id, issue_date")]
    [InlineData("period,hts10,cty_code\n2025-01,7601103000,1220", "It says: period,hts10,cty_code")]
    [InlineData("license_id\0,issue_date", "NUL bytes")]
    [InlineData("\"license_id,issue_date\n", "The header (line 1) is not CSV: a quote is not closed")]
    public async Task A_file_of_another_kind_is_refused(string text, string message) =>
        Assert.Contains(message, (await LicenseFile.RefusedAsync(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_column_that_is_there_twice_is_named() =>
        Assert.Contains("has cast twice", (await LicenseFile.RefusedAsync(LicenseFile.Header + ",cast\n")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_nul_byte_anywhere_is_no_snapshot() =>
        Assert.Contains("NUL", (await LicenseFile.RefusedAsync(LicenseFile.Header + "\n" + LicenseFile.Row("L1", ("port", "\0")))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Columns_may_come_in_any_order_with_others_between_them()
    {
        string[] cells = LicenseFile.Row("L1").Split(',');
        var text = "note," + string.Join(",\"other \"\"column\"\"\",", LicenseFile.Columns.Reverse())
            + "\n\"x,\ny\"," + string.Join(",z,", cells.Reverse());

        Assert.Equal((await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"))).Licenses, (await LicenseFile.ReadAsync(text)).Licenses);
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r\n\r\n\n", "\uFEFF\n")]
    public async Task Line_ends_blank_lines_and_a_byte_order_mark_do_not_matter(string end, string start)
    {
        var text = start + string.Join(end, LicenseFile.Header, LicenseFile.Row("L1"), LicenseFile.Row("L2", ("port", "\"a,\"\"b\"\"\r\nc\"")));

        foreach (var whole in new[] { text, text + end })
        {
            var read = await LicenseFile.ReadAsync(whole);
            Assert.Equal((2, 0), (read.Counts.Accepted, read.Counts.Refused));
        }
    }

    [Fact]
    public async Task Quoted_values_are_values()
    {
        var quoted = '"' + LicenseFile.Row("L1").Replace(",", "\",\"", StringComparison.Ordinal) + '"';

        Assert.Equal((await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"))).Licenses, (await LicenseFile.ReadRowsAsync(quoted)).Licenses);
    }

    [Fact]
    public async Task A_row_is_named_by_its_line_also_behind_quoted_line_breaks()
    {
        var read = await LicenseFile.ReadRowsAsync(
            LicenseFile.Row("L1", ("port", "\"a\nb\r\nc\"")), "", LicenseFile.Row("L2", ("cast", "\"N\n/A\"")), LicenseFile.Row("L3", ("cast", "X\"Y")));

        Assert.Equal(
            [(6, "cast", "N\n/A"), (8, "", LicenseFile.Row("L3", ("cast", "X\"Y")))],
            read.Counts.Refusals.Select(note => (note.Line, note.Field, note.Value)));
    }

    [Theory]
    [InlineData("L2,2025-02-10", "as many cells as the header has: 14, not 2")]
    [InlineData("L2,2025-02-10,active,Consumption,2025-03-05,7601103000,CA,CA,CA,,CA,20000,52000,Detroit,MI", "as many cells as the header has: 14, not 15")]
    [InlineData(" ", "as many cells as the header has: 14, not 1")]
    [InlineData("\"\"", "as many cells as the header has: 14, not 1")]
    [InlineData("L2,\"2025-02-10\" ,active", "something follows a closing quote")]
    [InlineData("L2,2025-02-10\"\",active", "a quote inside a cell that does not begin with one")]
    [InlineData("L2,\"2025-02-10,active", "a quote is not closed, or too late")]
    public async Task A_broken_row_costs_no_other(string row, string rule)
    {
        var read = await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"), row, LicenseFile.Row("L3"), LicenseFile.Row("L4"));

        var refusal = Assert.Single(read.Counts.Refusals);
        Assert.Equal((3, "", row, rule), (refusal.Line, refusal.Field, refusal.Value, refusal.Rule));
        Assert.Equal(3, read.Counts.Accepted);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_row_of_many()
    {
        var rows = Enumerable.Range(0, 200).Select(i => LicenseFile.Row($"L{i}", ("port", i == 50 ? "\"Detroit" : "Detroit")));

        var read = await LicenseFile.ReadRowsAsync([.. rows]);

        Assert.Equal(52, Assert.Single(read.Counts.Refusals).Line);
        Assert.Equal(199, read.Counts.Accepted);
    }

    [Fact]
    public async Task A_row_has_a_greatest_length_and_a_line_beyond_it_is_no_csv()
    {
        string Long(int length, string end) => LicenseFile.Row("L2", ("port", '"' + new string('x', length) + end + '"'));
        Assert.Equal(2, (await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"), Long(900, ""))).Counts.Accepted);

        var read = await LicenseFile.ReadRowsAsync(LicenseFile.Row("L1"), Long(900, "\n" + new string('y', 200)), LicenseFile.Row("L3"));
        Assert.Equal([3, 4], read.Counts.Refusals.Select(note => note.Line));
        Assert.Equal(2, read.Counts.Accepted);

        var error = await LicenseFile.RefusedAsync(LicenseFile.Header + "\n" + LicenseFile.Row("L1") + "\n" + Long(1_000, ""));
        Assert.Equal("This is not CSV: line 3 is longer than 1024 bytes.", error.Message);
    }

    [Fact]
    public async Task One_bad_row_in_a_million_is_named_and_the_others_are_counted()
    {
        var text = new StringBuilder(LicenseFile.Header);
        for (var i = 1; i <= 1_000_000; i++)
        {
            text.Append('\n').Append(LicenseFile.Row(i.ToString(CultureInfo.InvariantCulture), ("cast", i == 654_321 ? "UNKNOWN" : "CA")));
        }

        using var cells = new LicenseCells();
        var counts = await LicenseReader.ReadAsync(
            new MemoryStream(Encoding.ASCII.GetBytes(text.ToString())), new LicenseRules(_ => true), cells, CancellationToken.None);

        Assert.Equal((654_322, "cast", "UNKNOWN"), counts.Refusals.Select(note => (note.Line, note.Field, note.Value)).Single());
        Assert.Equal(999_999, counts.Accepted);
        Assert.Equal(999_999 * 20_000L, cells.Of(new(2025, 3))[0].Sums.Kilograms);
    }

    [Fact]
    public async Task Good_rows_allocate_nothing()
    {
        async Task<long> AllocatedAsync(int rows)
        {
            var bytes = Encoding.ASCII.GetBytes(string.Join('\n', [LicenseFile.Header, .. Enumerable.Range(0, rows).Select(i => LicenseFile.Row($"L{i}"))]));
            using var cells = new LicenseCells();
            var before = GC.GetAllocatedBytesForCurrentThread();
            await LicenseReader.ReadAsync(new MemoryStream(bytes), LicenseFile.Rules, cells, CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        await AllocatedAsync(100);
        Assert.InRange(await AllocatedAsync(40_000) - await AllocatedAsync(100), 0, 39_999);
    }
}
