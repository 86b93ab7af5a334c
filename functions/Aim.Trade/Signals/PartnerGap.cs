using Aim.Trade.Codes;
using Aim.Trade.Global;
using Aim.Trade.Query;

namespace Aim.Trade.Signals;

/// <summary>
/// What a country says that it sends to the United States, and what arrives from there by the word of the Census, part by more than
/// they ever did: goods that change their origin on the way, or their code.
/// </summary>
public static class PartnerGap
{
    public const string Name = "partner-gap";

    /// <summary>Goods are at sea for weeks: single months part without a reason.</summary>
    private const int Window = 3;

    /// <summary>A year in which the two have parted does not become its own measure.</summary>
    private const int Recent = 12;

    /// <summary>Keeps the ratio of small trades from swinging, in kilograms.</summary>
    private const double Cushion = 300_000;

    /// <summary>The past must be outdone by as much again.</summary>
    private const double PastFactor = 1.5;

    /// <param name="book">The code lists.</param>
    /// <param name="imports">General imports by country and heading, monthly, Census only.</param>
    /// <param name="exports">What reporters say that they export to the United States, by reporter and category, monthly; weights in grams.</param>
    public static IEnumerable<Signal> Find(CodeBook book, IEnumerable<GroupedRow> imports, IEnumerable<GlobalRow> exports)
    {
        var arrived = imports.Where(r => r.Sum.Main.Kilograms is not null)
            .GroupBy(r => (Country: book.CountryOf(r.Codes[0])?.Iso2 ?? CodeBook.Unmapped, Heading: r.Codes[1], Month: Month.Parse(r.Period)))
            .ToDictionary(g => g.Key, g => g.Sum(r => (double)r.Sum.Main.Kilograms!.Value));
        foreach (var flow in exports.Where(r => r.Sum.Kilograms is not null).GroupBy(r => (Country: r.Codes[0], Heading: r.Codes[1])))
        {
            var months = flow.Select(r => (Month: Month.Parse(r.Period), Sent: r.Sum.Kilograms!.Value / 1000.0))
                .Select(r => (r.Month, r.Sent, Arrived: arrived.GetValueOrDefault((flow.Key.Country, flow.Key.Heading, r.Month), double.NaN)))
                .Where(r => !double.IsNaN(r.Arrived)).OrderBy(r => r.Month).ToList();
            if (SignalOf(book, flow.Key.Country, flow.Key.Heading, months) is { } signal) yield return signal;
        }
    }

    private static Signal? SignalOf(CodeBook book, string country, string heading, List<(Month Month, double Sent, double Arrived)> months)
    {
        if (months.Count == 0 || book.Signals.Find(Name, months[^1].Month) is not { } rule) return null;

        var windows = Enumerable.Range(0, Math.Max(0, months.Count - Window + 1)).Select(i => months.GetRange(i, Window)).Where(w => w[^1].Month == w[0].Month + (Window - 1))
            .Select(w => (Last: w[^1].Month, Sent: w.Sum(m => m.Sent), Arrived: w.Sum(m => m.Arrived))).ToList();
        if (windows.Count == 0 || windows[^1] is var now && now.Last != months[^1].Month) return null;

        var past = windows.Where(w => w.Last <= now.Last - Recent).TakeLast(rule.BaselineMonths).Select(w => Ratio(w.Sent, w.Arrived)).Order().ToList();
        if (past.Count < rule.LeastMonths) return null;

        var usual = past[past.Count / 2];
        var apart = Math.Abs(Ratio(now.Sent, now.Arrived) - usual);
        var missing = Math.Abs(now.Sent - (now.Arrived * Math.Exp(usual)));
        if (apart < Math.Log(1 + rule.MinChange) || apart < PastFactor * past.Max(p => Math.Abs(p - usual)) || missing < rule.MinDifferenceKg) return null;

        var (from, name) = (now.Last - (Window - 1), book.World.NameOf(country));
        return new Signal(rule, now.Last)
        {
            Country = country,
            CountryName = name,
            Related = heading,
            RelatedName = book.HsName(heading),
            Measure = "quantity_t",
            Value = now.Sent / 1000,
            Baseline = now.Arrived / 1000,
            Change = now.Arrived > 0 ? (now.Sent / now.Arrived) - 1 : null,
            Threshold = rule.MinChange,
            AffectedKg = (long)missing,
            Explanation = $"{name} reports {Wording.Tons((decimal)now.Sent)} of {book.HsName(heading)} ({heading}) sent to the United States in {from} to {now.Last}; "
                + $"the Census counts {Wording.Tons((decimal)now.Arrived)} from there. Until a year before, the two were never so far apart in {past.Count} comparisons.",
            Evidence = $"/api/v1/global-trade.json?reporter={country}&partner=US&category={heading}&flow=X&from={from - Recent - rule.BaselineMonths}&to={now.Last}",
        };
    }

    private static double Ratio(double sent, double arrived) => Math.Log((sent + Cushion) / (arrived + Cushion));
}
