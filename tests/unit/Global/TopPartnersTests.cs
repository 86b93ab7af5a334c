using Aim.Trade;
using Aim.Trade.Global;
using Xunit;

namespace Aim.Tests.Global;

public sealed class TopPartnersTests
{
    private static readonly Month January = new(2025, 1), February = new(2025, 2);

    private static readonly GlobalQuery Question = new() { From = January, To = February };

    [Fact]
    public void Partners_come_by_value_then_by_code_and_those_without_a_value_last()
    {
        var trade = new WorldTrade().Add("CA", "US", January, 50).Add("CA", "CN", January, 50).Add("CA", "AE", January, null, 900).Add("CA", "MX", January, 0).Add("CA", "DE", January, 100);

        var ranking = trade.Rank(Question);

        Assert.Equal(["1 DE 0.5", "2 CN 0.25", "3 US 0.25", "4 MX 0", "5 AE "], ranking.Select(r => FormattableString.Invariant($"{r.Rank} {r.Partner} {r.Share}")));
        Assert.All(ranking, r => Assert.True(r is { Change: null, RankChange: null }));
    }

    [Fact]
    public void Rank_and_value_are_held_against_the_same_months_a_year_earlier()
    {
        var trade = new WorldTrade().Add("CA", "US", January - 12, 50).Add("CA", "CN", January - 12, 80).Add("CA", "DE", January - 12, 0)
            .Add("CA", "US", January, 100).Add("CA", "CN", January, 20).Add("CA", "DE", January, 10).Add("CA", "JP", January, 5);

        Assert.Equal(
            ["US 1 1", "CN -0.75 -1", "DE  ", "JP  "],
            trade.Rank(Question).Select(r => FormattableString.Invariant($"{r.Partner} {r.Change} {r.RankChange}")));
    }

    [Fact]
    public void A_late_month_makes_no_drop()
    {
        var trade = new WorldTrade();
        foreach (var month in (Month[])[January - 12, February - 12, January]) trade.Add("CA", "US", month, 100);

        Assert.Equal(0, Assert.Single(trade.Rank(Question)).Change);
    }

    [Fact]
    public void Of_several_reporters_each_is_compared_over_its_own_months()
    {
        var trade = new WorldTrade();
        foreach (var month in (Month[])[January - 12, February - 12, January, February]) trade.Add("CA", "US", month, 100);
        foreach (var month in (Month[])[January - 12, February - 12, January]) trade.Add("NO", "US", month, 1000);

        var partner = Assert.Single(trade.Rank(Question));

        Assert.Equal(0, partner.Change);
        Assert.Equal(1_200_000, partner.Sum.Value);
    }

    [Fact]
    public void A_month_in_which_a_reporter_told_only_of_another_category_counts_as_nothing()
    {
        var trade = new WorldTrade().Add("CA", "US", January - 12, 100).Add("CA", "US", February - 12, 10, category: "7606")
            .Add("CA", "US", January, 100).Add("CA", "US", February, 50);

        Assert.Equal(0.5, Assert.Single(trade.Rank(Question with { Categories = new HashSet<string>(StringComparer.Ordinal) { "7601" } })).Change);
    }
}
