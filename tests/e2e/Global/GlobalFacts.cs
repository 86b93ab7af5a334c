using Aim.EndToEnd.Tests.Trade;

namespace Aim.EndToEnd.Tests.Global;

/// <summary>What the files say on one day of a reporter's trade with a country: the rows of all codes of that country.</summary>
internal sealed record GlobalFact(string Month, string Reporter, string Partner, string Heading, bool IsExport, Figures Now, Figures Then);

/// <summary>Reads the files as a stranger would, with the lists that are published and with what M49 says of the codes used here.</summary>
internal sealed class GlobalFacts(IReadOnlyList<GlobalFile> files, CodeLists codes)
{
    private static readonly string[] Categories = ["7601", "7604", "7605", "7606", "7607", "7608", "7609"];

    /// <summary>Groups have no country.</summary>
    private static readonly Dictionary<int, string?> Countries = new (int, string?)[]
    {
        (0, null), (97, null), (975, null), (124, "CA"), (842, "US"), (251, "FR"), (699, "IN"), (579, "NO"), (757, "CH"), (490, "TW"), (643, "RU"),
        (156, "CN"), (784, "AE"), (36, "AU"), (276, "DE"), (56, "BE"), (58, "BE"), (736, "SD"), (729, "SD"), (891, "CS"), (8, "AL"),
    }.ToDictionary(c => c.Item1, c => c.Item2);

    private readonly Dictionary<DateOnly, List<GlobalFact>> said = [];

    public IReadOnlyList<DateOnly> Days { get; } = [.. files.Select(f => f.Date).OfType<DateOnly>().Distinct().Order()];

    public static string? CodeOf(int m49) => Countries.GetValueOrDefault(m49, "unmapped");

    public string RegionOf(string country) => codes.Region(codes.IsoOf.FirstOrDefault(c => c.Value == country).Key ?? "");

    /// <summary>The facts as of a day; none before the first.</summary>
    public IReadOnlyList<GlobalFact> On(DateOnly? asOf)
    {
        var lived = Days.Where(d => asOf is null || d <= asOf).ToList();
        if (lived.Count == 0) return [];
        if (!said.TryGetValue(lived[^1], out var facts)) said.Add(lived[^1], facts = Facts(lived));
        return facts;
    }

    /// <summary>The rows as of the last day, for what is odd about them.</summary>
    public IReadOnlyList<GlobalLine> Lines() => [.. LinesOn(Days[^1]).Values.SelectMany(l => l)];

    private List<GlobalFact> Facts(List<DateOnly> lived)
    {
        var first = new Dictionary<(int, string), List<GlobalLine>>();
        foreach (var day in lived)
        {
            foreach (var (key, lines) in LinesOn(day)) first.TryAdd(key, lines);
        }

        return [.. LinesOn(lived[^1]).SelectMany(month =>
        {
            var (now, then) = (CellsOf(month.Value), CellsOf(first[month.Key]));
            return now.Keys.Union(then.Keys).Select(k => new GlobalFact(
                month.Key.Month, CodeOf(month.Key.Reporter)!, k.Partner, k.Heading, k.IsExport, now.GetValueOrDefault(k) ?? Figures.None, then.GetValueOrDefault(k) ?? Figures.None));
        })];
    }

    private static Dictionary<(string Partner, string Heading, bool IsExport), Figures> CellsOf(List<GlobalLine> lines) => lines
        .Where(l => Categories.Contains(l.Heading, StringComparer.Ordinal) && CodeOf(l.Partner) is not null)
        .GroupBy(l => (CodeOf(l.Partner)!, l.Heading, l.Flow == "X"))
        // No weight beside a value is an unknown weight.
        .ToDictionary(g => g.Key, g => Figures.Sum(g.Select(l => Figures.Of(l.Dollars, l is { Kilograms: 0, Dollars: not 0 } ? null : l.Kilograms))));

    /// <summary>By reporter and month what the newest files say that have it.</summary>
    private Dictionary<(int Reporter, string Month), List<GlobalLine>> LinesOn(DateOnly day)
    {
        var months = new Dictionary<(int Reporter, string Month), List<GlobalLine>>();
        foreach (var sameDay in files.Where(f => f.Date is null || f.Date <= day).GroupBy(f => f.Date).OrderBy(g => g.Key))
        {
            foreach (var month in sameDay.SelectMany(f => f.Lines).Where(l => l.Reporter != RandomGlobal.EuropeanUnion).GroupBy(l => (l.Reporter, l.Month))) months[month.Key] = [.. month];
        }

        return months;
    }
}
