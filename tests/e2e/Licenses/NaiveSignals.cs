using System.Globalization;
using Aim.EndToEnd.Tests.Trade;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>What follows from licences and Census together: accuracy, surges, and the list of publications.</summary>
internal sealed class NaiveSignals(NaiveLicenses naive)
{
    /// <summary>Ends the line of a product that neither has.</summary>
    public const string Nothing = "|0.000|0.000";

    private const long Difference = 500_000;

    /// <summary>Period, week, product (when asked for), tons of licences, tons of the Census.</summary>
    public IEnumerable<string> Accuracy(bool byProduct, DateOnly day)
    {
        var census = Facts("census", day).ToLookup(f => f.Month, StringComparer.Ordinal);
        return from snapshot in naive.Snapshots.Where(s => s.Key <= day).SelectMany(s => s.Value.Select(m => (Day: s.Key, Month: m.Key, Week: WeeksAfter(s.Key, m.Key))))
                   .Where(s => census.Contains(s.Month)).GroupBy(s => (s.Month, s.Week)).Select(g => g.MaxBy(s => s.Day))
               orderby snapshot.Month, snapshot.Week
               let announced = Facts("license", snapshot.Day).Where(f => f.Month == snapshot.Month).ToLookup(Product)
               let final = census[snapshot.Month].ToLookup(Product)
               from product in announced.Concat(final).Select(g => g.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let line = string.Create(CultureInfo.InvariantCulture, $"{snapshot.Month}|{snapshot.Week}{product}|{Tons(announced[product])}|{Tons(final[product])}")
               where !line.EndsWith(Nothing, StringComparison.Ordinal)
               select line;

        string Product(Fact fact) => byProduct ? "|" + naive.Key("product", fact) : "";
    }

    /// <summary>Period, product, country, tons, mean, and whether the month still runs.</summary>
    public IEnumerable<string> Surges(DateOnly day)
    {
        var final = naive.FinalMonths(day);
        var baseline = final.OrderDescending(StringComparer.Ordinal).Take(3).ToList();
        var facts = Facts(null, day).ToList();
        if (baseline.Count < 3 || naive.CoveredMonths(day) is not { Count: > 0 } covered) return [];

        return from parts in (string[][])[["product", ""], ["", "country"], ["product", "country"]]
               from cell in facts.GroupBy(f => string.Join('|', parts.Select(d => d.Length == 0 ? "" : naive.Key(d, f).Split('/')[0])), StringComparer.Ordinal)
               let mean = cell.Where(f => baseline.Contains(f.Month, StringComparer.Ordinal)).Sum(f => (decimal)(f.Now?.Kilograms ?? 0)) / 3
               from month in cell.Where(f => f.IsLicense).GroupBy(f => f.Month, StringComparer.Ordinal)
               let kilograms = month.Sum(f => f.Now!.Value.Kilograms!.Value)
               where kilograms - mean >= Difference && kilograms >= mean * 1.25m
               select string.Create(
                   CultureInfo.InvariantCulture, $"{month.Key}|{cell.Key}|{AnswerRows.Tons(kilograms)}|{mean / 1000:F6}|{Runs(month.Key, covered.Values.Max())}");
    }

    /// <summary>The publications of licences, newest first: id, months that are new and changed, cells, codes, tons and dollars.</summary>
    public IEnumerable<string> Vintages()
    {
        var (covered, said) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<(string Month, string Code, string Country), (long, long, int, long)>());
        var vintages = new List<string>();
        foreach (var (day, snapshot) in naive.Snapshots)
        {
            var now = naive.Facts("license", day).GroupBy(f => (f.Month, f.Code, f.Country)).ToDictionary(
                g => g.Key, g => (Kilograms: g.Sum(f => f.Now!.Value.Kilograms!.Value), Dollars: g.Sum(f => f.Now!.Value.Value!.Value), g.Count(), g.Sum(f => f.SecondSmelter)));
            var changes = now.Keys.Union(said.Keys).Select(k => (Key: k, Now: now.GetValueOrDefault(k), Then: said.GetValueOrDefault(k))).Where(c => c.Now != c.Then).ToList();
            vintages.Add(string.Join(
                '|', day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Months(m => !covered.Contains(m)), Months(covered.Contains), changes.Count,
                changes.GroupBy(c => c.Key.Month, StringComparer.Ordinal).Select(m => m.Select(c => c.Key.Code).Distinct(StringComparer.Ordinal).Count()).DefaultIfEmpty().Max(),
                AnswerRows.Tons(changes.Sum(c => c.Now.Kilograms - c.Then.Item1)), changes.Sum(c => c.Now.Dollars - c.Then.Item2)));
            covered.UnionWith(snapshot.Select(m => m.Key));
            said = now;

            string Months(Func<string, bool> fits) => string.Join(';', changes.Select(c => c.Key.Month).Where(fits).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        vintages.Reverse();
        return vintages;
    }

    private IEnumerable<Fact> Facts(string? source, DateOnly day) => naive.Facts(source, day).Where(f => NaiveTrade.InBasis("aim", f.Code) && f.Now is not null);

    private static string? Tons(IEnumerable<Fact> facts) => AnswerRows.Tons(facts.Sum(f => f.Now!.Value.Kilograms ?? 0));

    private static int WeeksAfter(DateOnly day, string month) => (int)Math.Floor((day.DayNumber - LastOf(month).DayNumber) / 7.0);

    private static bool Runs(string month, DateOnly newest) => newest <= LastOf(month);

    private static DateOnly LastOf(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1);
}
