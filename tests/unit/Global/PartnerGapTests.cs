using Aim.Trade;
using Aim.Trade.Global;
using Aim.Trade.Query;
using Aim.Trade.Series;
using Aim.Trade.Signals;
using Xunit;

namespace Aim.Tests.Global;

/// <summary>Canada sends, and the Census counts, 10 000 tons in each month; in the newest three they part.</summary>
public sealed class PartnerGapTests
{
    private const string Canada = "1220";
    private static readonly Month Newest = new(2025, 12);

    [Theory]
    [InlineData(10_000, 13_700, true)]
    [InlineData(10_000, 13_400, false)]
    [InlineData(10_000, 7_300, true)]
    [InlineData(10_000, 10_000, false)]
    // A third more of next to nothing is no finding.
    [InlineData(100, 400, false)]
    public void It_is_raised_when_both_part_by_a_third_and_a_thousand_tons(long usual, long arrived, bool raised)
    {
        var months = Months(36);
        var signals = Find(months.ToDictionary(m => m, _ => usual), months.ToDictionary(m => m, m => m > Newest - 3 ? arrived : usual));

        Assert.Equal(raised ? [$"partner-gap-{Newest}-all-CA-7601"] : [], signals.Select(s => s.Id));
        Assert.All(signals, s => Assert.Equal((3.0 * usual, 3.0 * arrived), (s.Value, s.Baseline)));
    }

    [Fact]
    public void What_was_always_apart_is_not_news()
    {
        var months = Months(36);
        Assert.Empty(Find(months.ToDictionary(m => m, _ => 10_000L), months.ToDictionary(m => m, _ => 20_000L)));
    }

    [Fact]
    public void What_has_been_nearly_as_far_apart_before_is_not_raised()
    {
        var months = Months(36);
        var arrived = months.ToDictionary(m => m, m => m > Newest - 3 || (m > Newest - 24 && m <= Newest - 21) ? 14_000L : 10_000L);
        Assert.Empty(Find(months.ToDictionary(m => m, _ => 10_000L), arrived));
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(20, false)]
    public void A_gap_that_has_opened_is_told_for_a_year(int open, bool raised)
    {
        var months = Months(36);
        var arrived = months.ToDictionary(m => m, m => m > Newest - open ? 20_000L : 10_000L);
        Assert.Equal(raised, Find(months.ToDictionary(m => m, _ => 10_000L), arrived).Count == 1);
    }

    [Theory]
    [InlineData(26, true)]
    [InlineData(25, false)]
    public void It_takes_twelve_windows_until_a_year_before(int count, bool raised)
    {
        var months = Months(count);
        Assert.Equal(raised, Find(months.ToDictionary(m => m, _ => 10_000L), months.ToDictionary(m => m, m => m > Newest - 3 ? 20_000L : 10_000L)).Count == 1);
    }

    [Fact]
    public void Months_that_only_one_of_both_has_are_not_compared()
    {
        var (sent, arrived) = (Months(36), Months(36));
        Assert.Empty(Find(sent.ToDictionary(m => m, _ => 10_000L), arrived.Where(m => m != Newest - 1).ToDictionary(m => m, m => m > Newest - 3 ? 20_000L : 10_000L)));
        Assert.Empty(Find(sent.ToDictionary(m => m, _ => 10_000L), []));
        Assert.Empty(Find([], arrived.ToDictionary(m => m, _ => 10_000L)));
    }

    private static List<Month> Months(int count) => [.. Enumerable.Range(0, count).Select(i => Newest - (count - 1 - i))];

    /// <param name="sent">Tons by month.</param>
    /// <param name="arrived">Tons by month.</param>
    private static List<Signal> Find(Dictionary<Month, long> sent, Dictionary<Month, long> arrived) =>
    [
        .. PartnerGap.Find(
            WorldTrade.Book,
            arrived.Select(a => new GroupedRow(
                a.Key.ToString(), [Canada, "7601"], new Cell(Amount.Of(1, a.Value * 1000), default), 1, IsRevised: false, IsPreliminary: false, IsWithheld: false)),
            sent.Select(s => new GlobalRow(s.Key.ToString(), ["CA", "7601"], Amount.Of(1, s.Value * 1_000_000), default, [s.Key], IsRevised: false, [new GlobalSource("CA", 1)], Change: null))),
    ];
}
