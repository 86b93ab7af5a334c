using Aim.Pipeline.Census;
using Aim.Trade;
using Aim.Trade.Codes;

namespace Aim.Pipeline.Quality;

/// <summary>Checks a month against itself and against the code lists. Nothing is changed or left out because of an issue.</summary>
public static class QualityCheck
{
    /// <summary>The issues of a month, in a fixed order.</summary>
    public static IReadOnlyList<QualityIssue> Run(string feed, Month month, CensusMonth answer, CodeBook book)
    {
        var issues = new List<QualityIssue>();
        var period = month.ToString();
        issues.AddRange(WorldDiffers(feed, period, answer));
        foreach (var (country, value) in ValueBy(answer, cell => cell.Key.Country).Where(v => book.CountryOf(v.Key) is null))
            issues.Add(new QualityIssue("unknown-country", feed, period, country, null, null, value));
        foreach (var (code, value) in ValueBy(answer, cell => cell.Key.CodeText).Where(v => !IsKnown(v.Key, feed, book)))
            issues.Add(new QualityIssue("unknown-hts", feed, period, code, null, null, value));
        return [.. issues.OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Code, StringComparer.Ordinal).ThenBy(i => i.Measure, StringComparer.Ordinal)];
    }

    /// <summary>Exports are told by Schedule B, of which there is no list here: their six digits must be known.</summary>
    private static bool IsKnown(string code, string feed, CodeBook book) =>
        feed == CensusFeed.Exports ? book.HsName(code[..6]) != CodeBook.UnmappedName : book.HtsOf(code) is not null;

    private static IEnumerable<QualityIssue> WorldDiffers(string feed, string period, CensusMonth answer)
    {
        for (var measure = 0; measure < answer.Layout.Measures.Count; measure++)
        {
            var sums = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (ref readonly var cell in answer.Cells)
            {
                if (cell[measure] is { } figure) sums[cell.Key.CodeText] = sums.GetValueOrDefault(cell.Key.CodeText) + figure;
            }

            var stated = new Dictionary<string, long?>(StringComparer.Ordinal);
            foreach (ref readonly var cell in answer.World) stated[cell.Key.CodeText] = cell[measure];
            foreach (var (code, total) in stated)
            {
                if (total is { } expected && sums.GetValueOrDefault(code) is var actual && actual != expected)
                    yield return new QualityIssue("world-differs", feed, period, code, answer.Layout.Measures[measure].Column, expected, actual);
            }
        }
    }

    private static Dictionary<string, long> ValueBy(CensusMonth answer, Func<CensusCell, string> key)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (ref readonly var cell in answer.Cells) values[key(cell)] = values.GetValueOrDefault(key(cell)) + (cell[0] ?? 0);
        return values;
    }
}
