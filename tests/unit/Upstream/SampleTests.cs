using Aim.Upstream;
using Aim.Upstream.Data;
using Aim.Upstream.Reference;
using Aim.Upstream.Sample;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class SampleTests
{
    private static readonly ITradeView _sample = new SampleData(new DateOnly(2026, 11, 20)).Read();

    [Theory]
    [InlineData(2021, 4940, 679, 900, 1930)]
    [InlineData(2022, 5730, 685, 1040, 1720)]
    [InlineData(2023, 4900, 677, 1240, 1780)]
    [InlineData(2024, 4840, 700, 1360, 2100)]
    [InlineData(2025, 4400, 890, 890, 2200)]
    public void Years_have_the_published_tons(int year, double importMetal, double importScrap, double exportMetal, double exportScrap)
    {
        Close(importMetal, Kilotons(Flow.Import, year, IsMetal));
        Close(importScrap, Kilotons(Flow.Import, year, r => SampleOrigin.KindOf(r.Code) == SampleKind.Scrap));
        Close(exportMetal, Kilotons(Flow.Export, year, IsMetal));
        Close(exportScrap, Kilotons(Flow.Export, year, r => SampleOrigin.KindOf(r.Code) == SampleKind.Scrap));
    }

    [Theory]
    [InlineData("1220", 2744)]
    [InlineData("5200", 435.2)]
    [InlineData("3570", 174.8)]
    [InlineData("7910", 131.6)]
    [InlineData("6021", 82.4)]
    [InlineData("5330", 73.0)]
    public void Unwrought_metal_of_2024_comes_from_where_it_did(string country, double kilotons)
    {
        Close(3917, Kilotons(Flow.Import, 2024, r => SampleOrigin.KindOf(r.Code) == SampleKind.Crude));
        Close(kilotons, Kilotons(Flow.Import, 2024, r => SampleOrigin.KindOf(r.Code) == SampleKind.Crude && r.Country == CountryCode.Parse(country)));
    }

    [Theory]
    [InlineData("1220", 0.56)]
    [InlineData("5200", 0.08)]
    [InlineData("5250", 0.04)]
    [InlineData("5700 5820", 0.03)]
    public void Sources_of_2021_to_2024_have_the_published_shares(string countries, double share)
    {
        var codes = countries.Split(' ').Select(CountryCode.Parse).ToList();
        var (all, some) = (0.0, 0.0);
        for (var year = 2021; year <= 2024; year++)
        {
            all += Kilotons(Flow.Import, year, IsUsgs);
            some += Kilotons(Flow.Import, year, r => IsUsgs(r) && codes.Contains(r.Country));
        }

        Assert.Equal(share, some / all, 0.006);
    }

    [Fact]
    public void Every_month_has_about_fifteen_hundred_rows_and_some_are_zero()
    {
        foreach (var month in _sample.Months(Flow.Import))
        {
            var rows = _sample.Rows(Flow.Import, month).ToList();
            Assert.InRange(rows.Count, 1200, 1900);
            Assert.Contains(rows, r => r.Values[Measures.Value] == 0);
            Assert.Equal(rows.Count, rows.Select(r => (r.Code, r.Country)).Distinct().Count());
        }
    }

    [Fact]
    public void Codes_change_when_the_tariff_schedule_does()
    {
        Assert.Equal((true, false, false), Uses(2025, 6, 7601106030, 7601106040, 7601106045));
        Assert.Equal((false, true, true), Uses(2025, 7, 7601106030, 7601106040, 7601106045));
        Assert.Equal((true, false, false), Uses(2026, 1, 7602000095, 7602000055, 7602000065));
        Assert.Equal((false, true, true), Uses(2026, 2, 7602000095, 7602000055, 7602000065));
        Assert.Equal((true, false, false), Uses(2019, 12, 7601209090, 7601209080, 7601209085));

        static (bool Old, bool New, bool Other) Uses(int year, int number, long a, long b, long c)
        {
            var codes = _sample.Rows(Flow.Import, new Month(year, number)).Select(r => r.Code).ToHashSet();
            return (codes.Contains(a), codes.Contains(b), codes.Contains(c));
        }
    }

    [Fact]
    public void All_sixty_six_codes_of_the_monitor_are_traded()
    {
        var traded = Enumerable.Range(1, 12).SelectMany(m => _sample.Rows(Flow.Import, new Month(2024, m))).Select(r => r.Code).ToHashSet();
        var monitored = ReferenceData.Products.Values
            .Where(p => p.IsUsedIn(new Month(2024, 1)))
            .Where(p => IsMetalCode(p.Code) || p.Code is 7616995160 or 7616995170)
            .Select(p => p.Code)
            .ToList();
        Assert.Equal(66, monitored.Count);
        Assert.Superset(monitored.ToHashSet(), traded);
    }

    [Theory]
    [InlineData(2018, 3, "4210", 0)]
    [InlineData(2018, 7, "1220", 10)]
    [InlineData(2024, 6, "1220", 0)]
    [InlineData(2024, 6, "4280", 0)]
    [InlineData(2024, 6, "5200", 10)]
    [InlineData(2025, 4, "4280", 25)]
    [InlineData(2025, 8, "1220", 50)]
    [InlineData(2025, 8, "4120", 25)]
    [InlineData(2023, 5, "4621", 200)]
    public void Duties_are_those_in_force(int year, int number, string country, double percent) => Assert.Equal(
        percent, SampleDuty.PercentOn(ReferenceData.Products[7601106090], CountryCode.Parse(country), new Month(year, number)));

    [Fact]
    public void The_fall_of_2025_and_the_end_of_Russian_metal_are_seen()
    {
        var canada = CountryCode.Parse("1220");
        Assert.True(OfMonth(2025, 7) < 0.65 * OfMonth(2025, 3));
        Assert.Equal(0, Kilotons(Flow.Import, 2024, r => SampleOrigin.KindOf(r.Code) == SampleKind.Crude && r.Country == CountryCode.Parse("4621")));

        double OfMonth(int year, int number) => _sample.Rows(Flow.Import, new Month(year, number))
            .Where(r => r.Country == canada && SampleOrigin.KindOf(r.Code) == SampleKind.Crude).Sum(r => (double)r.Values[Measures.Quantity]);
    }

    [Fact]
    public void A_month_is_published_thirty_six_days_after_its_end()
    {
        Assert.Equal(new Month(2026, 8), new SampleData(new DateOnly(2026, 10, 6)).Read().Months(Flow.Import)[^1]);
        Assert.Equal(new Month(2026, 7), new SampleData(new DateOnly(2026, 10, 5)).Read().Months(Flow.Import)[^1]);
    }

    [Fact]
    public async Task The_same_month_has_the_same_bytes_whatever_the_day()
    {
        const string query = "get=CTY_CODE,CTY_NAME,I_COMMODITY,UNIT_QY1,CON_VAL_MO,CON_QY1_MO,GEN_VAL_MO,GEN_QY1_MO,DUT_VAL_MO,CAL_DUT_MO&I_COMMODITY=76*&COMM_LVL=HS10&time=2025-03";
        var texts = new List<string>();
        foreach (var today in new[] { new DateOnly(2025, 6, 1), new DateOnly(2027, 1, 1) })
        {
            await using var server = await UpstreamServer.StartAsync(new UpstreamOptions { Today = today }, TestContext.Current.CancellationToken);
            using var http = new HttpClient { BaseAddress = server.BaseAddress };
            var table = await CensusTable.GetAsync(http, "imports", query);
            texts.Add(table.Text);
            Assert.Contains(table.Rows, r => table.Value(r, "UNIT_QY1") == "NO");
            Assert.Equal(
                table.Sum("CON_VAL_MO", table.IsCountry),
                table.Sum("CON_VAL_MO", r => table.Value(r, "CTY_CODE") == "-"));
        }

        Assert.Equal(texts[0], texts[1]);
    }

    private static void Close(double expected, double actual) => Assert.InRange(actual, expected * 0.995, expected * 1.005);

    private static bool IsMetalCode(long code) => SampleOrigin.KindOf(code) is SampleKind.Crude or SampleKind.Semis;

    private static bool IsMetal(TradeRow row) => IsMetalCode(row.Code);

    private static bool IsUsgs(TradeRow row) => SampleOrigin.KindOf(row.Code) != SampleKind.Other;

    private static double Kilotons(Flow flow, int year, Func<TradeRow, bool> rows) => Enumerable.Range(1, 12)
        .SelectMany(m => _sample.Rows(flow, new Month(year, m)))
        .Where(rows)
        .Sum(r => (double)r.Values[Measures.Quantity]) / 1e6;
}
