using System.Globalization;
using Aim.Pipeline.Usgs;
using Aim.Trade.Codes;
using Aim.Upstream.Data;
using Aim.Upstream.Indicators;
using Aim.Upstream.Sample;
using Xunit;
using UsgsRow = Aim.Upstream.Indicators.UsgsRow;

namespace Aim.Tests.Upstream;

/// <summary>The synthetic indicators, and that they agree with the synthetic trade.</summary>
public sealed class SampleIndicatorTests
{
    private static readonly ITradeView _sample = new SampleData(new DateOnly(2026, 11, 20)).Read();
    private static readonly CodeBook _book = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"));

    [Fact]
    public void Every_series_of_the_list_is_there_since_2018()
    {
        foreach (var series in _book.Indicators.Of("bls"))
        {
            var months = _sample.Indicators.Series(series.Id);
            Assert.NotNull(months);
            Assert.Equal(new Month(2018, 1), months.Keys.Min());
            Assert.Equal(new Month(2026, 10), months.Keys.Max());
            Assert.Equal(months.Count, months.Keys.Max().Index - months.Keys.Min().Index + 1);
            Assert.Equal("P", months[new Month(2026, 10)].Footnote);
            Assert.Equal("", months[new Month(2026, 5)].Footnote);
            Assert.All(months.Values, f => Assert.True(f.Value == "-" || decimal.Parse(f.Value, CultureInfo.InvariantCulture) > 0));
        }

        Assert.Equal("-", _sample.Indicators.Series("CES3133130001")![new Month(2025, 10)].Value);
    }

    [Theory]
    [InlineData(2021, 889_000)]
    [InlineData(2022, 861_000)]
    [InlineData(2023, 750_000)]
    [InlineData(2024, 676_000)]
    [InlineData(2025, 660_000)]
    public void Production_adds_up_to_the_published_years(int year, int tons) =>
        Assert.Equal(tons, _sample.Indicators.Production.Where(p => p.Key.Year == year).Sum(p => int.Parse(p.Value, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(nameof(Flow.Import), 2026, 8)]
    [InlineData(nameof(Flow.Export), 2026, 8)]
    [InlineData(nameof(Flow.Import), 2020, 1)]
    public void Trade_is_that_of_the_census_rounded_to_three_digits(string name, int year, int number)
    {
        var (flow, month) = (Enum.Parse<Flow>(name), new Month(year, number));
        var printed = _sample.Indicators.Trade(flow, month).ToDictionary(r => r.Country, r => r.Tons, StringComparer.Ordinal);
        var census = _sample.Rows(flow, month).Where(r => SampleOrigin.KindOf(r.Code) != SampleKind.Other).ToList();
        var canada = census.Where(r => r.Country == CountryCode.Parse("1220")).ToList();
        Assert.Equal(UsgsRow.Rounded(census.Sum(r => r.Values[Measures.Quantity]) / 1000m), printed["Total"][3]);
        Assert.Equal(UsgsRow.Rounded(canada.Sum(r => r.Values[Measures.Quantity]) / 1000m), printed["Canada"][3]);
        Assert.Equal(UsgsRow.Rounded(canada.Where(r => r.Code / 1_000_000 == 7602).Sum(r => r.Values[Measures.Quantity]) / 1000m), printed["Canada"][2]);
    }

    [Fact]
    public void Every_issue_but_one_is_read_without_anything_odd()
    {
        Assert.False(_sample.Indicators.HasIssue(new Month(2023, 6)));
        Assert.True(_sample.Indicators.HasIssue(new Month(2026, 8)));
        Assert.False(_sample.Indicators.HasIssue(new Month(2026, 10)));
        for (var month = new Month(2018, 1); month <= new Month(2026, 8); month = new Month(month.Index + 7))
        {
            if (!_sample.Indicators.HasIssue(month)) continue;

            var read = new Aim.Trade.Month(month.Year, month.Number);
            var issue = UsgsReader.Read(new MemoryStream(UsgsIssueWriter.Write(_sample.Indicators, month)), read);
            Assert.Equal((2, Math.Min(13, month.Index - new Month(2018, 1).Index + 1), 0), (issue.Trade.Count, issue.Production.Count, issue.Unread.Count));
            Assert.Empty(issue.Trade.SelectMany(t => UsgsCheck.Run("usgs", read, t)));
            Assert.DoesNotContain(issue.Trade.SelectMany(t => t.Rows), r => _book.Indicators.CountryOf(r.Name) == CodeBook.Unmapped);
        }
    }
}
