using Aim.Pipeline.Mail;
using Aim.Pipeline.Publishing;
using Aim.Trade;
using Aim.Trade.Codes;
using Azure.Data.Tables;
using Xunit;

namespace Aim.Tests.Mail;

public sealed class ReleaseTests
{
    private static readonly CodeBook Book = CodeBook.Load(Path.Combine(AppContext.BaseDirectory, "Data"));

    private static readonly DateOnly Day = new(2026, 12, 8);

    [Theory]
    [InlineData("census-imports", "2026-10", "2026-07 2026-08 2026-09", "U.S. imports: October 2026 is new; 3 months revised")]
    [InlineData("census-exports", "2026-10", "", "U.S. exports: October 2026 is new")]
    [InlineData("licenses", "", "2026-11", "Import licenses: November 2026 revised")]
    [InlineData("bls", "2026-09 2026-10", "2026-08", "Prices, employment and wages: September to October 2026 are new; 1 month revised")]
    [InlineData("usgs", "2025-12 2026-01", "", "USGS production and trade: December 2025 to January 2026 are new")]
    [InlineData("comtrade-ca", "2025-12 2026-02", "", "World trade of Canada: 2 months from December 2025 to February 2026 are new")]
    [InlineData("comtrade-ca", "", "2025-12 2026-02 2026-02", "World trade of Canada: 2 months from December 2025 to February 2026 revised")]
    public void The_title_says_in_words_what_changed(string feed, string added, string revised, string title) => Assert.Equal(title, Of(feed, added, revised).Title(Book));

    [Theory]
    [InlineData("census-imports", "/api/v1/us-imports.json?by=product&source=census&from=2026-07&to=2026-10&as_of=2026-12-08")]
    [InlineData("comtrade-ca", "/api/v1/global-trade.json?reporter=CA&from=2026-07&to=2026-10&as_of=2026-12-08")]
    [InlineData("bls", "/api/v1/indicators.json?group=prices,employment,wages&from=2026-07&to=2026-10&as_of=2026-12-08")]
    public void Its_question_shows_the_months_as_of_its_day(string feed, string question) => Assert.Equal(question, Of(feed, "2026-10", "2026-07").Question);

    [Fact]
    public void News_is_what_was_not_told_and_is_not_older_than_all_that_was()
    {
        Release Later(string feed, int hours) => Of(feed, "2026-10", "") with { At = new DateTimeOffset(2026, 12, 8, 12, 0, 0, TimeSpan.Zero).AddHours(hours) };
        Release[] told = [Later("census-imports", 0), Later("bls", -5)];
        Release[] now = [Later("licenses", 2), Later("census-imports", 1), Later("bls", -5), Later("usgs", -4), Later("comtrade-ca", -6)];

        Assert.Equal(["licenses", "census-imports", "usgs"], Told(told).NewsAmong(now).Select(r => r.Feed));
        Assert.Equal(now, Told([]).NewsAmong(now));
        Assert.Empty(Told(now).NewsAmong(now));

        static Subscriber Told(IEnumerable<Release> releases) => new(new TableEntity("", "") { ["Told"] = Subscriber.ToTold(releases) });
    }

    private static Release Of(string feed, string added, string revised) =>
        new(Day, feed, new DateTimeOffset(Day, new TimeOnly(13, 30), TimeSpan.Zero), [.. Changes(added, true), .. Changes(revised, false)]);

    private static IEnumerable<MonthChange> Changes(string months, bool first) =>
        months.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => new MonthChange(Month.Parse(m), first, 1, 1, 0, 0));
}
