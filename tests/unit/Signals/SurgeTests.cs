using Xunit;
using static Aim.Tests.Signals.LicensedTrade;

namespace Aim.Tests.Signals;

public sealed class SurgeTests
{
    private const string Vietnam = "5520";

    [Theory]
    [InlineData(2000, 2500, true)]
    [InlineData(2000, 2499.999, false)]
    [InlineData(10_000, 12_500, true)]
    [InlineData(10_000, 12_499, false)]
    [InlineData(1000, 1499.999, false)]
    [InlineData(0, 500, true)]
    [InlineData(0, 499, false)]
    public async Task It_takes_a_quarter_more_and_500_tons(double usual, double now, bool raised)
    {
        var trade = new LicensedTrade();
        if (usual > 0) foreach (var month in Year) trade.AddImports(month, "foil", Vietnam, usual);
        var signals = await trade.AddImports(Watched, "foil", Vietnam, now).FindAsync();

        Assert.Equal(raised, signals.Exists(s => s.Id == "surge-2026-01-foil-VN"));
        Assert.All(signals, s => Assert.Equal(usual > 0 ? (now / usual) - 1 : null, s.Change));
    }

    [Theory]
    [InlineData(2600, 12, true)]
    [InlineData(2599, 12, false)]
    [InlineData(2600, 11, false)]
    public async Task It_is_unusual_at_twice_the_most_of_a_year_at_least_and_1500_tons_above_the_mean(double now, int monthsKnown, bool unusual)
    {
        var known = Year.TakeLast(monthsKnown).ToList();
        var trade = new LicensedTrade { Final = known }.AddImports(known[0], "foil", Vietnam, 1300);
        foreach (var month in known.Skip(1)) trade.AddImports(month, "foil", Vietnam, 1000);
        var signals = await trade.AddImports(Watched, "foil", Vietnam, now).FindAsync();

        Assert.Equal(unusual, Assert.Single(signals, s => s.Id == "surge-2026-01-foil-VN").IsUnusual);
    }

    [Fact]
    public async Task A_month_without_a_row_counts_as_zero_and_only_the_three_newest_count()
    {
        var signals = await new LicensedTrade().AddImports(Watched - 4, "foil", Vietnam, 90_000).AddImports(Watched - 1, "foil", Vietnam, 1500)
            .AddImports(Watched, "foil", Vietnam, 1000).FindAsync();

        Assert.Equal((1000, 500, 1), signals.Select(s => (s.Value, s.Baseline, s.Change)).Single());
    }

    [Fact]
    public async Task Withheld_tons_and_months_with_Census_data_raise_nothing()
    {
        Assert.Empty(await new LicensedTrade().AddImports(Watched, "foil", Vietnam, null).FindAsync());
        Assert.Empty(await new LicensedTrade { Final = [.. Year, Watched] }.AddImports(Watched, "foil", Vietnam, 9000).FindAsync());
        Assert.Empty(await new LicensedTrade { Final = Year.Take(2) }.AddImports(Watched, "foil", Vietnam, 9000).FindAsync());
    }
}
