using System.Globalization;
using Aim.EndToEnd.Tests.Trade;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>The rules of licences once more, as slow and as plain as possible: every question is answered from the rows of the files.</summary>
internal sealed class NaiveLicenses(LicenseData data, CodeLists codes)
{
    private const string Unmapped = "unmapped";

    private readonly Dictionary<string, string> ctyOf = codes.IsoOf.GroupBy(c => c.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Key, StringComparer.Ordinal);
    private readonly Dictionary<(DateOnly Day, bool General), List<Fact>> census = [];

    /// <summary>By day the good rows of each snapshot; what is not a snapshot is left out.</summary>
    public SortedDictionary<DateOnly, ILookup<string, LicenseLine>> Snapshots { get; } = new(data.Snapshots.Where(s => s.Value.Contains("license_id", StringComparison.Ordinal))
        .ToDictionary(s => s.Key, s => LicenseLine.ReadAll(s.Value).ToLookup(l => l.Month, StringComparer.Ordinal)));

    /// <summary>The months that the Census has published by a day.</summary>
    public IReadOnlyCollection<string> FinalMonths(DateOnly day) => day < RandomLicenses.First ? [] : data.Census.On(day).Keys;

    /// <summary>The newest snapshot of each month that any has covered by a day.</summary>
    public Dictionary<string, DateOnly> CoveredMonths(DateOnly day) =>
        Snapshots.Where(s => s.Key <= day).SelectMany(s => s.Value.Select(m => (Month: m.Key, Day: s.Key)))
            .GroupBy(c => c.Month, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(c => c.Day), StringComparer.Ordinal);

    /// <summary>What a source says on a day; null is both, a month of the Census being the Census's alone.</summary>
    public IEnumerable<Fact> Facts(string? source, DateOnly day, bool general = false)
    {
        var final = FinalMonths(day);
        var licensed = CoveredMonths(day).Where(c => source is "license" || !final.Contains(c.Key))
            .SelectMany(c => Snapshots[c.Value][c.Key]).Where(l => l.IsActive).Select(Of);
        return source switch { "license" => licensed, "census" => Census(day, general), _ => Census(day, general).Concat(licensed) };
    }

    /// <summary>The rows of an answer as text, in their order; see <see cref="AnswerRows"/> for its form.</summary>
    public IReadOnlyList<string> Answer(LicenseQuestion question)
    {
        var day = question.AsOf is { } asOf ? DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture) : DateOnly.MaxValue;
        var source = question.IsTrade ? question.Source : "license";
        List<string> months = [.. (source is "license" ? [] : FinalMonths(day)).Union(source is "census" ? [] : CoveredMonths(day).Keys)
            .Where(m => question.To is null || string.CompareOrdinal(m, question.To.Length == 4 ? $"{question.To}-12" : question.To) <= 0)];
        var cells = from fact in Facts(source, day, question.General)
                    where months.Contains(fact.Month) && (!question.IsTrade || (fact.Code.StartsWith("76", StringComparison.Ordinal) && NaiveTrade.InBasis(question.Basis ?? "aim", fact.Code)))
                    where question.Filters.All(f => f.Value.Length == 0 || Array.Exists(f.Value, v => Fits(f.Key, v, fact)))
                    from period in PeriodsOf(question, fact.Month, months)
                    group fact by period + string.Concat(question.By.Select(d => "|" + Key(d, fact)));
        return [.. cells.Where(c => c.Any(f => f.Now is not null)).OrderBy(c => c.Key.Replace('|', '\n'), StringComparer.Ordinal).Select(c => $"{c.Key}|{AnswerRows.Of(question, [.. c])}")];
    }

    /// <summary>The name of a fact in a dimension.</summary>
    public string Key(string dimension, Fact fact) => dimension switch
    {
        "total" => "",
        "country" => codes.IsoOf.TryGetValue(fact.Country, out var iso) ? $"{iso}/{fact.Country}/{codes.CountryNames[fact.Country]}" : "unmapped//Not in the code lists",
        "region" => codes.Region(fact.Country),
        "product" => codes.Product(fact.Code),
        "heading" => fact.Code[..4],
        "hs6" => fact.Code[..6],
        "hts10" => fact.Code,
        "smelt" => fact.Way.Smelt,
        "cast" => fact.Way.Cast,
        _ => fact.Way.Origin,
    };

    private bool Fits(string parameter, string value, Fact fact) => parameter switch
    {
        "country" => value == fact.Country || value == codes.IsoOf.GetValueOrDefault(fact.Country, Unmapped) || value == codes.Region(fact.Country),
        "hs" or "heading" or "hts10" => fact.Code.StartsWith(value, StringComparison.Ordinal),
        _ => value == Key(parameter, fact),
    };

    /// <summary>The rows of each month as they are and as they were on the day on which the month was published.</summary>
    private List<Fact> Census(DateOnly day, bool general)
    {
        if (day < RandomLicenses.First) return [];

        // What has no date was there when the first day was lived through.
        var days = data.Census.Dates.Prepend(RandomLicenses.First).Where(d => d <= day).ToList();
        if (census.TryGetValue((days[^1], general), out var known)) return known;

        var said = days.ConvertAll(data.Census.On);
        return census[(days[^1], general)] = [.. said[^1].SelectMany(month =>
        {
            var now = month.Value.ToDictionary(r => r.Key, r => r.Figures(general));
            var then = said.First(s => s.ContainsKey(month.Key))[month.Key].ToDictionary(r => r.Key, r => r.Figures(general));
            return then.Keys.Union(now.Keys).Select(k => new Fact(
                month.Key, k.Code, codes.IsoOf.ContainsKey(k.Country) ? k.Country : Unmapped, default, Find(now, k), Find(then, k), 0, IsLicense: false));
        })];

        static (long?, long?)? Find<T>(Dictionary<T, (long?, long?)> rows, T key)
            where T : notnull => rows.TryGetValue(key, out var figures) ? figures : null;
    }

    private static IEnumerable<string> PeriodsOf(LicenseQuestion question, string month, List<string> months)
    {
        var year = month[..4];
        return question.Freq switch
        {
            "YTD" => months.Where(m => m.StartsWith(year, StringComparison.Ordinal) && string.CompareOrdinal(m, month) >= 0 && IsAfter(m)),
            _ when !IsAfter(month) => [],
            "Q" => [$"{year}-Q{((int.Parse(month[5..], CultureInfo.InvariantCulture) - 1) / 3) + 1}"],
            "Y" => [year],
            _ => [month],
        };

        bool IsAfter(string some) => question.From is not { } from || string.CompareOrdinal(some, from.Length == 4 ? $"{from}-01" : from) >= 0;
    }

    private Fact Of(LicenseLine line)
    {
        var (value, way) = (((long?)line.Dollars, (long?)line.Kilograms), (Iso(line.Origin), Iso(line.Smelt), Iso(line.Cast)));
        return new Fact(line.Month, line.Code, ctyOf.GetValueOrDefault(line.Origin, Unmapped), way, value, value, line.NamesSecondSmelter ? line.Kilograms : 0, IsLicense: true);

        string Iso(string country) => country is "secondary" or "unknown" || ctyOf.ContainsKey(country) ? country : Unmapped;
    }
}
