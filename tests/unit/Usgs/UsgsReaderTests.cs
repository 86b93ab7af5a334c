using System.IO.Compression;
using System.Text;
using Aim.Pipeline.Usgs;
using Xunit;

namespace Aim.Tests.Usgs;

public sealed class UsgsReaderTests
{
    private static readonly List<object?[]> Prices = [["TABLE 6"], ["AVERAGE MIDWEST MARKET PRICES OF ALUMINUM"], [null, "Market", "London"], ["2026:"], ["June", 250m, 110m]];

    [Fact]
    public void Production_is_read_by_month_and_sums_are_passed_over()
    {
        var months = Read(("T1", Issues.Production())).Production;
        Assert.Equal(["2025-12 56100", "2026-05 55000", "2026-06 54200 Revised"], months.OrderBy(m => m.Key).Select(m => $"{m.Key} {Issues.Text(m.Value)}"));
    }

    [Fact]
    public void Thousands_of_tons_are_tons()
    {
        List<object?[]> rows = [["Primary production of aluminum"], ["(Thousand metric tons)"], [null, "Quantity"], ["2025, December", 56.1m], ["2026: June", 54m]];
        Assert.Equal(["2025-12 56100.0", "2026-06 54000"], Read(("T1", rows)).Production.OrderBy(m => m.Key).Select(m => $"{m.Key} {Issues.Text(m.Value)}"));
    }

    [Theory]
    [InlineData("B10", "x", "sheet T1, cell B10: 'x' is not")]
    [InlineData("A10", "July", "cell A10: 'July' is not a month up to 2026-06")]
    [InlineData("A10", "May", "cell A10: 'May' is not a month up to 2026-06 that has no row yet")]
    public void A_wrong_cell_of_the_production_is_named(string place, string value, string reason) =>
        Assert.Contains(reason, Assert.Throws<UsgsFormatException>(() => Read(("T1", Issues.Production().With(place, value)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Prices_are_not_read()
    {
        var issue = Read(("T6", Prices), ("T8", Issues.Imports()));
        Assert.Equal((1, 0, 0), (issue.Trade.Count, issue.Production.Count, issue.Unread.Count));
        Assert.Throws<UsgsFormatException>(() => Read(("T6", Prices)));
    }

    [Fact]
    public void Tables_are_known_by_their_words_wherever_they_stand()
    {
        var exports = Issues.Imports().With("A2", "U.S. EXPORTS OF ALUMINUM, BY COUNTRY").ConvertAll(r => (object?[])[null, .. r]);
        var issue = Read(("Anything", exports), ("T8", Prices), ("T2", Issues.Imports()), ("T1", Issues.Production()));
        Assert.Equal(("XM", 3), (string.Concat(issue.Trade.Select(t => t.Flow)), issue.Production.Count));
    }

    [Fact]
    public void Exports_and_production_of_another_form_leave_the_imports_alone()
    {
        List<object?[]> exports = [["U.S. EXPORTS OF ALUMINUM, BY COUNTRY"], [null, "Ingot", "Other"], ["Country or locality", "June", "June"], ["Canada", 1m, 2m], ["Total", 1m, 2m]];
        List<object?[]> production = [["PRIMARY ALUMINUM PRODUCTION"], [null, "Smelter"], ["June", 1m]];
        var issue = Read(("T1", production), ("T8", Issues.Imports()), ("T9", exports));
        Assert.Equal((1, "T9 T1"), (issue.Trade.Count, string.Join(' ', issue.Unread)));
    }

    [Fact]
    public void A_workbook_of_something_else_is_refused_with_its_sheets()
    {
        var e = Assert.Throws<UsgsFormatException>(() => Read(("Budget", [["Cost", 1m]]), ("Notes", [])));
        Assert.Contains("Budget, Notes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("<html><title>Access Denied</title></html>")]
    public void What_is_no_workbook_is_refused(string text) => Assert.Throws<UsgsFormatException>(() => UsgsReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Issues.June));

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++) part.Write(zeros);
        }

        Assert.InRange(bomb.Length, 1, 200_000);
        bomb.Position = 0;
        Assert.Contains("when unpacked", Assert.Throws<UsgsFormatException>(() => UsgsReader.Read(bomb, Issues.June)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_that_hides_its_size_is_not_unpacked_beyond_what_it_declares()
    {
        var book = Issues.Book(("T8", Issues.Imports()));
        using var from = new ZipArchive(new MemoryStream(book));
        using var bomb = new MemoryStream();
        using (var to = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries)
            {
                using var target = to.CreateEntry(part.FullName).Open();
                using var source = part.Open();
                source.CopyTo(target);
                var spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
                if (part.FullName.EndsWith("sharedStrings.xml", StringComparison.Ordinal)) for (var i = 0; i < 200; i++) target.Write(spaces);
            }
        }

        // The central directory, at the end, has the sizes that a reader believes.
        var bytes = bomb.ToArray();
        var name = Encoding.ASCII.GetBytes("xl/sharedStrings.xml");
        var entry = bytes.AsSpan().LastIndexOf(name) - 46;
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<UsgsFormatException>(() => UsgsReader.Read(new MemoryStream(bytes), Issues.June));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void A_sheet_that_claims_a_million_rows_is_read_no_further_than_any_issue_goes()
    {
        var rows = Enumerable.Range(0, 30_000).Select(i => (object?[])[$"row {i}", (decimal)i]).ToList();
        Assert.Contains("no issue", Assert.Throws<UsgsFormatException>(() => Read(("T8", rows))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_cells_give_the_same_bytes()
    {
        Assert.Equal(Issues.Book(("T8", Issues.Imports())), Issues.Book(("T8", Issues.Imports())));
        Assert.NotEqual(Issues.Book(("T8", Issues.Imports())), Issues.Book(("T8", Issues.Imports().With("B8", 1m))));
    }

    /// <summary>Cut or changed anywhere, a workbook is read or refused, and nothing else happens.</summary>
    [Fact]
    public void Any_spoilt_workbook_is_read_or_refused()
    {
        var (good, random) = (Issues.Book(("T1", Issues.Production()), ("T8", Issues.Imports())), new Random(1));
        for (var i = 0; i < 400; i++)
        {
            var spoilt = i % 4 == 0 ? good[..random.Next(good.Length)] : [.. good];
            for (var n = 0; n < 1 + (i % 3) && spoilt.Length > 0; n++) spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            try
            {
                UsgsReader.Read(new MemoryStream(spoilt), Issues.June);
            }
            catch (UsgsFormatException)
            {
                // Refused.
            }
        }
    }

    private static UsgsIssue Read(params (string Name, IReadOnlyList<object?[]> Rows)[] sheets) => UsgsReader.Read(new MemoryStream(Issues.Book(sheets)), Issues.June);
}
