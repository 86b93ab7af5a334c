using System.Globalization;
using Aim.Pipeline.Bls;
using Aim.Pipeline.Census;
using Aim.Pipeline.Comtrade;
using Aim.Pipeline.Licenses;
using Aim.Pipeline.Publishing;
using Aim.Pipeline.Serving;
using Aim.Pipeline.Usgs;
using Aim.Trade;
using Aim.Trade.Codes;

namespace Aim.Pipeline.Mail;

/// <summary>What a feed published on a day.</summary>
/// <param name="Day">The day (UTC), which is the id of the vintage.</param>
/// <param name="Feed">The feed, or the part of it that is published by itself.</param>
/// <param name="At">When it last published on that day.</param>
/// <param name="Changes">What changed; none when the feed said the same again.</param>
public sealed record Release(DateOnly Day, string Feed, DateTimeOffset At, IReadOnlyList<MonthChange> Changes)
{
    /// <summary>Releases that are told of: the newest ones. Older ones stand in the list of vintages.</summary>
    public const int MostTold = 100;

    /// <summary>What the industry profile is made of.</summary>
    private static readonly string[] ProfileFeeds = [CensusFeed.Imports, CensusFeed.Exports, BlsFeed.FeedName, UsgsFeed.FeedName];

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}:{Feed}");

    /// <summary>Whether the industry profile renews with it.</summary>
    public bool RenewsProfile => ProfileFeeds.Contains(Feed, StringComparer.Ordinal);

    /// <summary>The address, without its host, of a question that shows it as it was at the end of its day.</summary>
    public string Question => string.Create(
        CultureInfo.InvariantCulture, $"/api/v1/{Subject}from={Changes.Min(c => c.Month)}&to={Changes.Max(c => c.Month)}&as_of={Day:yyyy-MM-dd}");

    private string Subject => Feed switch
    {
        CensusFeed.Imports => "us-imports.json?by=product&source=census&",
        CensusFeed.Exports => "us-exports.json?by=product&",
        LicenseFeed.FeedName => "us-imports.json?by=product&source=license&",
        BlsFeed.FeedName => "indicators.json?group=prices,employment,wages&",
        UsgsFeed.FeedName => "usgs-trade.json?country=total&",
        _ when Reporter is { } reporter => $"global-trade.json?reporter={reporter}&",
        _ => "vintages.json?",
    };

    /// <summary>Whose world trade it is, where it is of world trade.</summary>
    private string? Reporter => Feed.StartsWith(ComtradeFeed.FeedName + "-", StringComparison.Ordinal) ? Feed[(ComtradeFeed.FeedName.Length + 1)..].ToUpperInvariant() : null;

    /// <summary>All of them, newest day first, also those that changed nothing.</summary>
    public static IEnumerable<Release> All(Snapshot snapshot, DateOnly? asOf) => snapshot.Feeds.Values
        .SelectMany(f => f.All.Where(p => p.IsNews || (p.Counts && f.Feed == LicenseFeed.FeedName)).Select(p => (f.Feed, Publication: p)))
        .Where(p => !(p.Publication.Day > asOf))
        .GroupBy(p => (p.Publication.Day, p.Feed))
        .OrderByDescending(g => g.Key.Day).ThenBy(g => g.Key.Feed, StringComparer.Ordinal)
        .Select(g => new Release(g.Key.Day, g.Key.Feed, g.Max(p => p.Publication.Published), [.. g.SelectMany(p => p.Publication.Changes).Where(c => c.Cells > 0)]));

    /// <summary>Those that are told of, newest first.</summary>
    public static IReadOnlyList<Release> Newest(Snapshot snapshot, DateOnly? asOf) =>
        [.. All(snapshot, asOf).Where(r => r.Changes.Count > 0).OrderByDescending(r => r.At).ThenBy(r => r.Feed, StringComparer.Ordinal).Take(MostTold)];

    /// <summary>As <c>U.S. imports: October 2026 is new; 3 months revised</c>.</summary>
    public string Title(CodeBook book)
    {
        var added = Changes.Where(c => c.First).Select(c => c.Month).Distinct().Order().ToList();
        var revised = Changes.Select(c => c.Month).Distinct().Except(added).Order().ToList();
        string?[] said =
        [
            added.Count == 0 ? null : $"{Span(added)} {(added.Count == 1 ? "is" : "are")} new",
            revised.Count == 0 ? null : added.Count == 0 ? $"{Span(revised)} revised" : $"{Count(revised)} revised",
        ];
        return $"{NameOf(book)}: {string.Join("; ", said.OfType<string>())}";
    }

    private string NameOf(CodeBook book) => Feed switch
    {
        CensusFeed.Imports => "U.S. imports",
        CensusFeed.Exports => "U.S. exports",
        LicenseFeed.FeedName => "Import licenses",
        BlsFeed.FeedName => "Prices, employment and wages",
        UsgsFeed.FeedName => "USGS production and trade",
        _ when Reporter is { } reporter => $"World trade of {book.World.NameOf(reporter)}",
        _ => Feed,
    };

    /// <summary>Months in words: one, a run of them, or their number where there are gaps.</summary>
    private static string Span(List<Month> months) => (months[^1].Index - months[0].Index) switch
    {
        0 => Word(months[0]),
        var length when length >= months.Count => $"{Count(months)} from {Word(months[0])} to {Word(months[^1])}",
        _ when months[0].Year == months[^1].Year => string.Create(CultureInfo.InvariantCulture, $"{months[0].FirstDay:MMMM} to {Word(months[^1])}"),
        _ => $"{Word(months[0])} to {Word(months[^1])}",
    };

    private static string Word(Month month) => month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Count(List<Month> months) => string.Create(CultureInfo.InvariantCulture, $"{months.Count} month{(months.Count == 1 ? "" : "s")}");
}
