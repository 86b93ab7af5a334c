using Aim.Upstream.Comtrade;
using Aim.Upstream.Data;
using Aim.Upstream.Sample;
using Xunit;

namespace Aim.Tests.Upstream;

public sealed class SampleComtradeTests
{
    private const short UnitedStates = 842, Canada = 124, Russia = 643, China = 156, Oman = 512, Morocco = 504, Taiwan = 490;
    private static readonly DateOnly _today = new(2026, 11, 20);
    private static readonly ITradeView _sample = new SampleData(_today).Read();

    private static IEnumerable<short> Reporters => _sample.Comtrade.Releases.Select(r => r.Reporter).Distinct();

    [Fact]
    public void Sixty_reporters_have_less_than_four_hundred_thousand_rows()
    {
        Assert.Equal(60, Reporters.Count());
        Assert.InRange(Reporters.Sum(r => Enumerable.Range(2018, 9).Sum(y => _sample.Comtrade.Rows(r, y).Count)), 300_000, 400_000);
    }

    [Fact]
    public void Every_row_is_a_cell_of_its_own_with_a_partner_that_has_a_name_and_the_world_is_the_sum()
    {
        foreach (var reporter in Reporters)
        {
            var rows = _sample.Comtrade.Rows(reporter, 2024);
            Assert.Equal(rows.Count, rows.Select(r => r.Key).Distinct().Count());
            Assert.All(rows, r => Assert.True(r.Partner == ComtradeRow.World || ComtradeAreas.NameOf(r.Partner).Name is not null, $"{r.Partner}"));
            foreach (var group in rows.GroupBy(r => r.Key >> 16))
            {
                var world = Assert.Single(group, r => r.Partner == ComtradeRow.World);
                Assert.Equal(world.Dollars.Value, group.Where(r => r.Partner != ComtradeRow.World).Sum(r => r.Dollars.Value));
            }
        }

        var partners = Reporters.SelectMany(r => _sample.Comtrade.Rows(r, 2024)).Select(r => r.Partner).ToHashSet();
        Assert.Superset(new HashSet<short> { Taiwan, 899, 736, 251, 842, 757, 579, 699, Russia }, partners);
    }

    [Fact]
    public void What_the_United_States_take_is_what_Census_says_and_what_others_send_there()
    {
        foreach (var row in Told(UnitedStates, 2026, Flow.Import, 7601, Canada).Where(IsWeighed))
        {
            var census = _sample.Rows(Flow.Import, new Month(2026, row.Number)).Where(r => r.Country == CountryCode.Parse("1220") && r.Code / 1_000_000 == 7601);
            Assert.Equal(census.Sum(r => r.Values[Measures.Quantity]), row.Kilograms.Digits);
        }

        var ordinary = Mean(Oman, Flow.Export, UnitedStates, 2024) / Mean(UnitedStates, Flow.Import, Oman, 2024);
        var planted = Mean(Oman, Flow.Export, UnitedStates, 2026) / Mean(UnitedStates, Flow.Import, Oman, 2026);
        Assert.InRange(ordinary, 0.97, 1.03);
        Assert.InRange(planted, 0.33, 0.37);

        static double Mean(short reporter, Flow flow, short partner, int year) =>
            Told(reporter, year, flow, 7606, partner).Where(r => r.Number <= 7 && IsWeighed(r)).Average(r => (double)r.Kilograms.Value);
    }

    [Fact]
    public void Both_sides_of_a_border_tell_nearly_the_same()
    {
        var (exported, imported) = (Total(36, Flow.Export, 7601, 410), Total(410, Flow.Import, 7601, 36));
        Assert.InRange(imported.Kilograms / exported.Kilograms, 0.97, 1.03);
        Assert.InRange(imported.Dollars / exported.Dollars, 1.02, 1.09);

        static (double Kilograms, double Dollars) Total(short reporter, Flow flow, short heading, short partner)
        {
            var rows = Enumerable.Range(2018, 8).SelectMany(y => Told(reporter, y, flow, heading, partner)).ToList();
            Assert.NotEmpty(rows);
            return (rows.Where(r => !r.Kilograms.IsMissing).Sum(r => (double)r.Kilograms.Value), rows.Sum(r => (double)r.Dollars.Value));
        }
    }

    [Fact]
    public void Some_weights_are_not_known_beside_values_that_are()
    {
        var rows = Reporters.SelectMany(r => _sample.Comtrade.Rows(r, 2023)).ToList();
        Assert.InRange(rows.Count(r => r.Kilograms.IsMissing), 50, 500);
        Assert.InRange(rows.Count(r => r.Kilograms.Digits == 0), 20, 500);
        Assert.All(rows, r => Assert.True(r.Dollars.Value > 0));
        Assert.Contains(Enumerable.Range(2018, 8).SelectMany(y => Told(Canada, y, Flow.Export, 7601, UnitedStates)), r => r.Kilograms.IsMissing || r.Kilograms.Digits == 0);
    }

    [Fact]
    public void Russia_ends_in_January_2022_and_lives_on_in_what_others_tell()
    {
        Assert.Equal(new Month(2022, 1), Newest(Russia, _today));
        Assert.NotEmpty(Told(China, 2025, Flow.Import, 7601, Russia));
    }

    [Theory]
    [InlineData(2026, 11, 20, 9, 8, 3)]
    [InlineData(2026, 12, 20, 10, 9, 4)]
    public void Reporters_are_late_by_as_much_as_they_always_are(int year, int number, int day, int early, int unitedStates, int stopped)
    {
        var today = new DateOnly(year, number, day);
        Assert.Equal(new Month(2026, early), Newest(Canada, today));
        Assert.Equal(new Month(2026, unitedStates), Newest(UnitedStates, today));
        Assert.Equal(new Month(2026, stopped), Newest(Morocco, today));
    }

    [Fact]
    public void A_month_has_the_same_rows_whatever_the_day_and_none_before_it_is_released()
    {
        var view = new SampleData(new DateOnly(2027, 6, 1)).Read();
        Assert.Equal(_sample.Comtrade.Rows(Canada, 2026), view.Comtrade.Rows(Canada, 2026).Where(r => r.Number <= 9));
        Assert.Equal(12, view.Comtrade.Rows(Canada, 2026).Max(r => r.Number));
        Assert.All(view.Comtrade.Releases, r => Assert.True(r.Released < new DateTime(2027, 6, 2) && r.Released > r.Month.LastDay.ToDateTime(TimeOnly.MinValue)));
        Assert.Empty(view.Comtrade.Rows(Taiwan, 2026));
    }

    private static bool IsWeighed(ComtradeRow row) => row.Kilograms.Digits > 0;

    private static Month Newest(short reporter, DateOnly day) => new SampleData(day).Read().Comtrade.Releases.Where(r => r.Reporter == reporter).Max(r => r.Month);

    private static IEnumerable<ComtradeRow> Told(short reporter, int year, Flow flow, short heading, short partner) =>
        _sample.Comtrade.Rows(reporter, year).Where(r => (r.Flow, r.Heading, r.Partner) == (flow, heading, partner));
}
