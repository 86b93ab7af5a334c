using System.Globalization;
using Aim.Trade.Query;

namespace Aim.Storage.Tests.Pipeline;

/// <summary>A row of an answer as a reader sees it.</summary>
internal sealed record NaiveRow(string Period, string Codes, long? Value, long? Kilograms, double? UnitValue, double? Coverage, int Months, string Status);

/// <summary>
/// What the answers must be, computed from the rows of the files in the plainest way: a loop over all rows for each question, and
/// the rule files read line by line. It shares no code with the pipeline.
/// </summary>
/// <param name="said">By month what was published of it, oldest first, each with its day.</param>
internal sealed class NaiveTrade(string rules, IReadOnlyDictionary<string, List<(DateOnly Day, List<ImportRow> Rows)>> said)
{
    private readonly List<string[]> bases = Lines(rules, "bases.csv");
    private readonly List<string[]> products = Lines(rules, "products.csv");
    private readonly Dictionary<string, string> iso = Lines(rules, "countries.csv").ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
    private readonly Dictionary<string, string> regions = Lines(rules, "region-members.csv").ToDictionary(l => l[1], l => l[0], StringComparer.Ordinal);

    /// <summary>The rows of an answer in their order, as of the end of a day.</summary>
    public List<NaiveRow> Answer(TradeQuery query, DateOnly asOf)
    {
        var cells = new Dictionary<string, List<(string Month, ImportRow? Now, ImportRow? First)>>(StringComparer.Ordinal);
        var months = said.Where(m => m.Value.Exists(v => v.Day <= asOf)).Select(m => m.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var month in months)
        {
            var now = said[month].FindLast(v => v.Day <= asOf).Rows;
            var first = said[month][0].Rows;
            foreach (var (code, country) in now.Concat(first).Select(r => (r.Code, r.Country)).Distinct().ToList())
            {
                if (!Matches(query, code, country)) continue;

                var key = string.Join(' ', query.By.Select(d => Shown(d, code, country)));
                if (!cells.TryGetValue(key, out var list)) cells.Add(key, list = []);
                list.Add((month, Find(now, code, country), Find(first, code, country)));
            }
        }

        var rows = new List<NaiveRow>();
        foreach (var (codes, parts) in cells)
        {
            foreach (var (period, of) in Periods(query, months))
            {
                var within = parts.Where(p => of.Contains(p.Month)).ToList();
                if (!within.Exists(p => p.Now is not null)) continue;

                rows.Add(Sum(query, period, codes, within));
            }
        }

        return [.. rows.OrderBy(r => r.Period, StringComparer.Ordinal).ThenBy(r => r.Codes, StringComparer.Ordinal)];
    }

    /// <summary>A country is shown, and sorted, by its ISO code; the Schedule C code tells those apart that share one.</summary>
    public string Shown(Dimension dimension, string code, string country) => dimension switch
    {
        Dimension.Country => ShownCountry(country),
        Dimension.Region => regions.GetValueOrDefault(country, "unmapped"),
        Dimension.Product => products.Where(p => code.StartsWith(p[1], StringComparison.Ordinal)).MaxBy(p => p[1].Length)?[0] ?? "unmapped",
        Dimension.Heading => code[..4],
        Dimension.Hs6 => code[..6],
        _ => code,
    };

    public string ShownCountry(string country) => iso.TryGetValue(country, out var two) ? two + country : "unmapped";

    private static NaiveRow Sum(TradeQuery query, string period, string codes, List<(string Month, ImportRow? Now, ImportRow? First)> parts)
    {
        long? value = null, kilograms = null;
        long valueWith = 0, kilogramsWith = 0;
        foreach (var part in parts)
        {
            if (part.Now is not { } row) continue;

            var (v, kg) = query.General ? (row.GeneralValue, row.GeneralKilograms) : (row.Value, row.Kilograms);
            if (v is not null) value = (value ?? 0) + v;
            if (kg is not null) kilograms = (kilograms ?? 0) + kg;
            if (v is null || kg is null) continue;

            valueWith += v.Value;
            kilogramsWith += kg.Value;
        }

        var revised = parts.Exists(p => Figures(query, p.Now) != Figures(query, p.First));
        return new NaiveRow(
            period,
            codes,
            value,
            kilograms,
            kilogramsWith > 0 ? (double)valueWith / kilogramsWith * 1000 : null,
            kilograms is null ? null : value is null or 0 ? 1 : (double)valueWith / value,
            parts.Where(p => p.Now is not null).Select(p => p.Month).Distinct(StringComparer.Ordinal).Count(),
            value is null && kilograms is null ? "M" : revised ? "R" : "A");
    }

    private static (bool, long?, long?) Figures(TradeQuery query, ImportRow? row) =>
        row is not { } r ? default : query.General ? (true, r.GeneralValue, r.GeneralKilograms) : (true, r.Value, r.Kilograms);

    private static ImportRow? Find(List<ImportRow> rows, string code, string country)
    {
        foreach (var row in rows)
        {
            if (row.Code == code && row.Country == country) return row;
        }

        return null;
    }

    private static IEnumerable<(string Period, List<string> Months)> Periods(TradeQuery query, List<string> published)
    {
        var asked = published.Where(m => !Before(m, query.From) && !(query.To is { } to && string.CompareOrdinal(m, to.ToString()) > 0)).ToList();
        return query.Frequency switch
        {
            Frequency.Monthly => asked.Select(m => (m, new List<string> { m })),
            Frequency.Quarterly => asked.GroupBy(m => $"{m[..4]}-Q{((int.Parse(m[5..], CultureInfo.InvariantCulture) - 1) / 3) + 1}").Select(g => (g.Key, g.ToList())),
            Frequency.Yearly => asked.GroupBy(m => m[..4]).Select(g => (g.Key, g.ToList())),
            _ => asked.Select(m => (m, published.Where(p => p[..4] == m[..4] && string.CompareOrdinal(p, m) <= 0).ToList())),
        };

        static bool Before(string month, Aim.Trade.Month? from) => from is { } f && string.CompareOrdinal(month, f.ToString()) < 0;
    }

    private static List<string[]> Lines(string rules, string file) =>
        [.. File.ReadLines(Path.Combine(rules, file)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(','))];

    private bool Matches(TradeQuery query, string code, string country) =>
        bases.Exists(b => b[0] == query.Basis && code.StartsWith(b[1], StringComparison.Ordinal))
        && (query.HsPrefixes.Count == 0 || query.HsPrefixes.Any(p => code.StartsWith(p, StringComparison.Ordinal)))
        && (query.Products.Count == 0 || query.Products.Contains(Shown(Dimension.Product, code, country)))
        && (query.Countries.Count + query.Regions.Count == 0
            || query.Countries.Contains(iso.ContainsKey(country) ? country : "unmapped")
            || query.Regions.Contains(Shown(Dimension.Region, code, country)));
}
