using System.Globalization;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>The rules of world trade once more, as slow and as plain as possible: rows of answers as text, in their order.</summary>
internal sealed class NaiveGlobal(GlobalFacts facts)
{
    /// <param name="Mirror">Of a gap what the partner says.</param>
    private sealed record Cell(string Month, string Reporter, string Partner, string Heading, Figures Now, bool IsRevised, Figures? Mirror, string Source);

    public IReadOnlyList<string> Answer(GlobalQuestion question)
    {
        var cells = Cells(question);
        var inRange = cells.Where(c => !c.Now.IsNone && IsIn(question, c.Month)).ToList();
        var months = inRange.Select(c => c.Month).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var published = facts.On(Day(question.AsOf)).Where(f => !f.Now.IsNone).Select(f => (f.Reporter, f.Month)).ToHashSet();
        var groups = cells.ToLookup(KeyOf, StringComparer.Ordinal);
        return [.. cells.SelectMany(c => PeriodsOf(question, c.Month, months).Select(p => (Period: p, Key: KeyOf(c), Cell: c)))
            .GroupBy(c => (c.Period, c.Key)).Where(g => g.Any(c => !c.Cell.Now.IsNone))
            .OrderBy(g => g.Key.Period, StringComparer.Ordinal).ThenBy(g => g.Key.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key.Period}|{g.Key.Key.Replace('\u0001', '|')}|{Text(question, [.. g.Select(c => c.Cell)])}{Change(g.Key.Period, g.Key.Key)}")];

        // Each source over the months that it has published for both years.
        string Change(string period, string key)
        {
            if (question.Basis == "gap") return "";
            var comparable = groups[key].Where(c => published.Contains((c.Source, Plus(c.Month, -12))) && IsOf(period, c.Month)).Sum(c => c.Now.Dollars ?? 0);
            var then = groups[key].Where(c => published.Contains((c.Source, Plus(c.Month, 12))) && IsOf(period, Plus(c.Month, 12))).Sum(c => c.Now.Dollars ?? 0);
            return string.Create(CultureInfo.InvariantCulture, $"|{(then > 0 ? (double)(comparable / then) - 1 : null):G9}");
        }

        string KeyOf(Cell cell) => string.Join('\u0001', question.By.Select(by => CodeOf(by, cell)));

        bool IsOf(string period, string month) => PeriodsOf(question, month, months).Contains(period, StringComparer.Ordinal);
    }

    /// <summary>Only months that a source has published for both years are compared.</summary>
    public IReadOnlyList<string> Ranking(GlobalQuestion question)
    {
        var (from, to) = (question.From!, question.To!);
        var all = Cells(question with { From = null, To = null }).Where(c => !c.Now.IsNone).ToList();
        var published = facts.On(Day(question.AsOf)).Where(f => !f.Now.IsNone).Select(f => (f.Reporter, f.Month)).ToHashSet();
        var now = all.FindAll(c => Between(c.Month, from, to));
        var comparable = now.FindAll(c => published.Contains((c.Source, Plus(c.Month, -12))));
        var then = all.FindAll(c => Between(c.Month, Plus(from, -12), Plus(to, -12)) && published.Contains((c.Source, Plus(c.Month, 12))));
        var (ranksNow, ranksThen) = (Ranks(now), Ranks(then));
        var total = now.Sum(c => c.Now.Dollars ?? 0);
        return [.. ranksNow.Take(question.Limit ?? int.MaxValue).Select((p, i) =>
        {
            var (sum, before) = (Sum(now, p), Sum(then, p).Dollars ?? 0);
            double? yoy = before > 0 ? (double)((Sum(comparable, p).Dollars ?? 0) / before) - 1 : null;
            double? share = total > 0 && sum.Dollars is { } value ? (double)(value / total) : null;
            int? change = before > 0 ? ranksThen.IndexOf(p) - i : null;
            return string.Create(CultureInfo.InvariantCulture, $"{i + 1}|{p}|{sum.Tons}|{sum.Value}|{sum.UnitValue:G12}|{share:G12}|{yoy:G9}|{change}");
        })];

        static Figures Sum(List<Cell> cells, string partner) => Figures.Sum(cells.Where(c => c.Partner == partner).Select(c => c.Now));

        static List<string> Ranks(List<Cell> cells) => [.. cells.Select(c => c.Partner).Distinct(StringComparer.Ordinal)
            .OrderByDescending(p => Sum(cells, p).Dollars ?? -1).ThenBy(p => p, StringComparer.Ordinal)];
    }

    private List<Cell> Cells(GlobalQuestion question)
    {
        var said = facts.On(Day(question.AsOf)).Where(f => question.Categories.Length == 0 || question.Categories.Contains(f.Heading, StringComparer.Ordinal)).ToList();
        var reported = said.Where(f => f.IsExport == question.IsExports)
            .Select(f => new Cell(f.Month, f.Reporter, f.Partner, f.Heading, f.Now, f.Now != f.Then, null, f.Reporter));
        var mirror = said.Where(f => f.IsExport != question.IsExports)
            .Select(f => new Cell(f.Month, f.Partner, f.Reporter, f.Heading, f.Now, IsRevised: false, null, f.Reporter));
        var cells = question.Basis switch
        {
            "mirror" => mirror,
            "gap" => reported.Join(mirror, Key, Key, (r, m) => Both(r, m.Now)),
            _ => reported,
        };
        return [.. cells.Where(c => Has(question.Reporters, c.Reporter) && Has(question.Partners, c.Partner))];

        static (string, string, string, string) Key(Cell c) => (c.Month, c.Reporter, c.Partner, c.Heading);
    }

    private static Cell Both(Cell reported, Figures mirror)
    {
        var (value, weight) = (reported.Now.Dollars is not null && mirror.Dollars is not null, reported.Now.Kilograms is not null && mirror.Kilograms is not null);
        return reported with { Now = Only(reported.Now), Mirror = Only(mirror) };

        Figures Only(Figures f) => Figures.Of(value ? f.Dollars : null, weight ? f.Kilograms : null);
    }

    private static string Text(GlobalQuestion question, List<Cell> cells)
    {
        var (sum, mirror) = (Figures.Sum(cells.Select(c => c.Now)), Figures.Sum(cells.Select(c => c.Mirror).OfType<Figures>()));
        var count = question.Freq is null or "M" ? "" : cells.Where(c => !c.Now.IsNone).Select(c => c.Month).Distinct(StringComparer.Ordinal).Count().ToString(CultureInfo.InvariantCulture);
        var status = question.Basis is "mirror" or "gap" ? "E" : cells.Exists(c => c.IsRevised) ? "R" : "A";
        if (question.Basis != "gap") return string.Create(CultureInfo.InvariantCulture, $"{sum.Tons}|{sum.Value}|{sum.UnitValue:G12}|{sum.Coverage:G12}|{count}|{status}");

        double? share = sum.Dollars is not 0 && sum.Dollars - mirror.Dollars is { } gap ? (double)(gap / sum.Dollars!.Value) : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Figures.TonsOf(sum.Kilograms - mirror.Kilograms)}|{Figures.ValueOf(sum.Dollars - mirror.Dollars)}|{share:G12}|{sum.Tons}|{mirror.Tons}|{sum.Value}|{mirror.Value}|{count}|{status}");
    }

    private string CodeOf(string by, Cell cell) => by switch
    {
        "reporter" => cell.Reporter,
        "partner" => cell.Partner,
        "region" => facts.RegionOf(cell.Partner),
        "category" => cell.Heading,
        _ => "",
    };

    /// <summary>Unmapped is the bucket of countries; a country without a region is not in it.</summary>
    private bool Has(string[] some, string country) =>
        some.Length == 0 || some.Contains(country, StringComparer.Ordinal) || (facts.RegionOf(country) is var region && region != "unmapped" && some.Contains(region, StringComparer.Ordinal));

    private static IEnumerable<string> PeriodsOf(GlobalQuestion question, string month, List<string> months) => question.Freq switch
    {
        "YTD" => months.Where(m => m[..4] == month[..4] && string.CompareOrdinal(m, month) >= 0),
        _ when !IsIn(question, month) => [],
        "Q" => [$"{month[..4]}-Q{(int.Parse(month[5..], CultureInfo.InvariantCulture) + 2) / 3}"],
        "Y" => [month[..4]],
        _ => [month],
    };

    private static bool IsIn(GlobalQuestion question, string month) => Between(month, question.From ?? "0000", question.To ?? "9999");

    /// <summary>A year stands for its first or last month.</summary>
    private static bool Between(string month, string from, string to) =>
        string.CompareOrdinal(month, from) >= 0 && string.CompareOrdinal(month, to.Length == 4 ? $"{to}-12" : to) <= 0;

    private static string Plus(string month, int months) =>
        DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? asOf) => asOf is null ? null : DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
