using Aim.Trade.Codes;
using Aim.Trade.Series;

namespace Aim.Trade.Global;

/// <summary>A partner in a ranking.</summary>
/// <param name="Rank">From 1, by value, ties by code.</param>
/// <param name="Share">Of the value of all partners, 0 to 1.</param>
/// <param name="Change">Value against the same months a year earlier, over the months for which both are reported; null when the partner had none then.</param>
/// <param name="RankChange">The rank then minus the rank now; null when the partner had none then.</param>
public sealed record TopPartner(int Rank, string Partner, Amount Sum, double? Share, double? Change, int? RankChange);

/// <summary>Ranks the partners of reporters.</summary>
public static class TopPartners
{
    /// <param name="query">Reporters, flow, categories, basis, and the months from first to last.</param>
    /// <param name="book">The code lists.</param>
    /// <param name="series">All that it may concern.</param>
    public static List<TopPartner> Rank(GlobalQuery query, CodeBook book, IReadOnlyCollection<GlobalSeries> series)
    {
        var cells = series.SelectMany(s => GlobalGrouping.Cells(query, book, s)).Where(c => !c.Amount.IsEmpty).ToList();
        var (now, before) = (cells.FindAll(c => c.Month >= query.From), cells.FindAll(c => c.Month + 12 <= query.To));

        // Only months that a source has published of both years are compared: a late reporter makes no drop.
        var published = series.DistinctBy(s => s.Reporter).ToDictionary(s => s.Reporter, s => s.View.FirstPublished, StringComparer.Ordinal);
        var comparable = Sums(now.FindAll(c => published[c.Source].ContainsKey(c.Month - 12)));
        var then = Sums(before.FindAll(c => published[c.Source].ContainsKey(c.Month + 12)));
        var ranksThen = Ranked(then).Where(r => r.Value.Value > 0).Index().ToDictionary(r => r.Item.Key, r => r.Index + 1, StringComparer.Ordinal);
        var total = now.Sum(c => (decimal)(c.Amount.Value ?? 0));
        return [.. Ranked(Sums(now)).Select((partner, i) => new TopPartner(
            i + 1,
            partner.Key,
            partner.Value,
            partner.Value.Value is { } value && total > 0 ? (double)(value / total) : null,
            then.GetValueOrDefault(partner.Key).Value is > 0 and var earlier ? ((double)(comparable.GetValueOrDefault(partner.Key).Value ?? 0) / earlier) - 1 : null,
            ranksThen.TryGetValue(partner.Key, out var rank) ? rank - (i + 1) : null))];
    }

    private static Dictionary<string, Amount> Sums(IEnumerable<GlobalCell> cells) =>
        cells.GroupBy(c => c.Partner!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Aggregate(default(Amount), (s, c) => s + c.Amount), StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, Amount>> Ranked(Dictionary<string, Amount> sums) =>
        sums.OrderByDescending(s => s.Value.Value ?? -1).ThenBy(s => s.Key, StringComparer.Ordinal);
}
