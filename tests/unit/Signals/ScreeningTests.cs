using Aim.Trade;
using Aim.Trade.Signals;
using Xunit;
using static Aim.Tests.Signals.LicensedTrade;

namespace Aim.Tests.Signals;

/// <summary>Each rule at its thresholds, and what all of them have in common.</summary>
public sealed class ScreeningTests
{
    private const string Sheet = "sheet-plate", Foil = "foil";

    [Theory]
    [InlineData("VN", 2000, 3500, true)]
    [InlineData("VN", 2000, 3499, false)]
    [InlineData("VN", 1000, 1999, false)]
    [InlineData("VN", 1000, 2000, true)]
    [InlineData("CA", 2000, 9000, false)]
    public async Task A_country_without_smelters_that_sends_far_more_is_told(string origin, double usual, double now, bool raised) =>
        Assert.Equal(raised, (await new LicensedTrade().AddYear(origin, Sheet, "AU", usual).Add(Watched, origin, Sheet, "AU", now).FindAsync("no-smelter")).Count == 1);

    [Fact]
    public async Task It_must_be_more_than_in_any_month_before()
    {
        var trade = new LicensedTrade().AddYear("VN", Sheet, "AU", 2000).Add(Watched, "VN", Sheet, "AU", 4000);

        Assert.Single(await trade.FindAsync("no-smelter"));
        Assert.Empty(await trade.Add(Year[3], "VN", Foil, "AU", 2001).FindAsync("no-smelter"));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public async Task With_less_than_half_a_year_of_history_it_is_silent(int missing, bool raised)
    {
        var trade = new LicensedTrade { Final = Year.Skip(missing) }.AddYear("VN", Sheet, "AU", 2000).Add(Watched, "VN", Sheet, "AU", 4000);

        Assert.Equal(raised, (await trade.FindAsync("no-smelter")).Exists(s => s.Month == Watched));
    }

    [Theory]
    [InlineData("TH", "CN", 700, 7, true)]
    [InlineData("TH", "CN", 690, 7, false)]
    [InlineData("TH", "CN", 1400, 2, false)]
    [InlineData("TH", "TH", 1400, 14, false)]
    [InlineData("TH", "secondary", 1400, 14, false)]
    public async Task Origin_and_smelt_that_part_ways_are_told(string origin, string smelt, double tons, int licenses, bool raised)
    {
        var signals = await new LicensedTrade().AddYear(origin, Sheet, "AU", 2000).Add(Watched, origin, Sheet, smelt, tons, licenses)
            .Add(Watched, origin, Sheet, "AU", 2000 - tons, 20 - licenses).FindAsync("smelt-elsewhere");

        Assert.Equal(raised ? [$"smelt-elsewhere-2026-01-{Sheet}-{origin}-{smelt}"] : [], signals.Select(s => s.Id));
        Assert.All(signals, s => Assert.Equal((tons / 2000, 0, "smelt_share"), (s.Value, s.Baseline, s.Measure)));
    }

    [Fact]
    public async Task Where_every_month_has_another_smelter_one_more_is_no_news()
    {
        var trade = new LicensedTrade();
        foreach (var month in Year) trade.Add(month, "TH", Sheet, month.Number % 2 == 0 ? "AU" : "MY", 2000);

        Assert.Empty(await trade.Add(Watched, "TH", Sheet, "CN", 2000).FindAsync("smelt-elsewhere"));
    }

    [Theory]
    [InlineData("TR", "RU", "TR", 20, "TR-RU")]
    [InlineData("TR", "TR", "RU", 20, "TR-RU")]
    [InlineData("TR", "RU", "RU", 19, null)]
    [InlineData("RU", "RU", "RU", 20, "RU-RU")]
    [InlineData("TR", "TR", "IR", 20, "TR-IR")]
    [InlineData("MX", "CN", "MX", 20, null)]
    [InlineData("TR", "secondary", "TR", 20, null)]
    public async Task Metal_of_a_sanctioned_country_is_told(string origin, string smelt, string cast, double tons, string? id)
    {
        var signals = await new LicensedTrade().Add(Watched, origin, Foil, smelt, tons / 2, cast: cast).Add(Watched, origin, Sheet, smelt, tons / 2, cast: cast).FindAsync();

        Assert.Equal(id is null ? [] : [$"sanctioned-smelt-2026-01-all-{id}"], signals.Select(s => s.Id));
    }

    [Theory]
    [InlineData("RU", "TR", "2023-03", false)]
    [InlineData("RU", "TR", "2023-04", true)]
    [InlineData("RU", "RU", "2023-03", true)]
    [InlineData("CN", "MX", "2024-06", false)]
    [InlineData("CN", "MX", "2024-07", true)]
    [InlineData("CN", "TH", "2024-07", false)]
    [InlineData("CN", "MX", "2025-04", false)]
    public void A_sanction_holds_in_its_months_and_for_its_origin(string country, string origin, string month, bool holds) =>
        Assert.Equal(holds, Book.Signals.IsSanctioned(country, origin, Month.Parse(month)));

    [Theory]
    [InlineData(3000, 3000, 1950, 100, true)]
    [InlineData(3000, 3000, 1951, 100, false)]
    [InlineData(3000, 3000, 1950, 99, false)]
    [InlineData(2900, 3000, 1950, 100, false)]
    [InlineData(3000, 2900, 1950, 100, false)]
    public async Task A_price_far_below_that_of_others_and_its_own_is_told(double own, double others, double now, double tons, bool raised)
    {
        var signals = await new LicensedTrade().AddYear("IN", Foil, "IN", 500, price: own).Add(Watched, "IN", Foil, "IN", tons, price: now)
            .Add(Watched, "KR", Foil, "AU", 1000, price: others).FindAsync("low-unit-value");

        Assert.Equal(raised ? [(now, others, -0.35)] : [], signals.Select(s => (s.Value, s.Baseline!.Value, Math.Round(s.Change!.Value, 6))));
    }

    [Fact]
    public async Task A_newcomer_is_measured_by_the_others_alone()
    {
        var trade = new LicensedTrade().AddYear("KR", Foil, "AU", 1000).Add(Watched, "KR", Foil, "AU", 1000).Add(Watched, "IN", Foil, "IN", 200, price: 1500);

        Assert.EndsWith("it had none in the months before.", (await trade.FindAsync("low-unit-value")).Single().Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 1000, true)]
    [InlineData(401, 1000, false)]
    [InlineData(400, 700, true)]
    [InlineData(400, 699, false)]
    [InlineData(400, 1600, true)]
    [InlineData(400, 1601, false)]
    public async Task Tons_that_go_from_one_product_to_another_are_told(double left, double reached, bool raised)
    {
        var signals = await Shift(left, reached, new DateOnly(2026, 2, 3)).FindAsync("code-shift");

        Assert.Equal(raised ? [("code-shift-2026-01-foil-TR-sheet-plate", reached, 400.0)] : [], signals.Select(s => (s.Id, s.Value, s.Baseline!.Value)));
    }

    [Theory]
    [InlineData("2026-01-31", false)]
    [InlineData("2026-02-01", true)]
    public async Task A_fall_in_a_month_that_runs_says_nothing(string through, bool raised) =>
        Assert.Equal(raised, (await Shift(0, 1400, DateOnly.Parse(through, null)).FindAsync("code-shift")).Count == 1);

    [Fact]
    public async Task One_wild_month_does_not_hide_a_change_of_product()
    {
        var trade = Shift(0, 1400, new DateOnly(2026, 2, 3)).Add(Year[2], "TR", Foil, "TR", 5000);
        Assert.Single(await trade.FindAsync("code-shift"));

        Assert.Empty(await trade.Add(Year[3], "TR", Foil, "TR", 1000).FindAsync("code-shift"));
    }

    [Fact]
    public async Task A_sum_with_a_withheld_part_raises_nothing()
    {
        var trade = Shift(0, 1400, new DateOnly(2026, 2, 3)).AddYear("VN", Sheet, "AU", 2000).Add(Watched, "VN", Sheet, "AU", 9000);
        Assert.Equal(["no-smelter", "code-shift"], (await trade.FindAsync()).Select(s => s.Rule.Name));

        Assert.Empty(await trade.Add(Watched, "VN", Sheet, "NO", null).Add(Watched - 5, "TR", Foil, "NO", null).FindAsync());
    }

    [Fact]
    public async Task Newest_months_come_first_and_then_the_most_tons()
    {
        var trade = new LicensedTrade().AddYear("VN", Sheet, "AU", 2000).Add(Watched, "VN", Sheet, "AU", 5000).Add(Watched + 1, "VN", Sheet, "AU", 4000)
            .AddYear("TH", Sheet, "AU", 2000).Add(Watched, "TH", Sheet, "AU", 6000);
        var signals = await trade.FindAsync();

        Assert.Equal([("2026-02", "VN"), ("2026-01", "TH"), ("2026-01", "VN")], signals.Select(s => (s.Month.ToString(), s.Country!)));
        Assert.Equal("/api/v1/supply-chain.json?by=origin&origin=VN&from=2025-01&to=2026-02", signals[0].Evidence);
        Assert.Equal(signals.Select(s => s.Id), (await trade.FindAsync()).Select(s => s.Id));
    }

    [Theory]
    [InlineData(0, 5, 0.3, 1)]
    [InlineData(5, 5, 0.5, 0.03125)]
    [InlineData(2, 3, 0.5, 0.5)]
    [InlineData(600, 1000, 0.5, 1.364e-10)]
    public void The_chance_of_so_many_is_that_of_the_binomial_law(long hits, long draws, double p, double chance) =>
        Assert.Equal(chance, Chance.AtLeast(hits, draws, p), chance * 1e-3);

    private static LicensedTrade Shift(double left, double reached, DateOnly through) => new LicensedTrade { Through = through }
        .AddYear("TR", Sheet, "TR", 1000).AddYear("TR", Foil, "TR", 400).Add(Watched, "TR", Sheet, "TR", left).Add(Watched, "TR", Foil, "TR", reached);
}
