using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Aim.Trade.Codes;

namespace Aim.Trade.Indicators;

/// <summary>The list of series, and the names that USGS gives to countries.</summary>
public sealed partial class IndicatorBook
{
    /// <summary>The row of a USGS table that holds countries it does not name.</summary>
    public const string Other = "other";

    private readonly FrozenDictionary<string, string> countries;

    /// <param name="directory">Of the rule files.</param>
    /// <param name="known">Code and name of the countries of the code lists.</param>
    /// <exception cref="InvalidDataException">A file is malformed; file and line are named.</exception>
    internal IndicatorBook(string directory, IEnumerable<(string Iso2, string Name)> known)
    {
        Series = [.. CodeFile.Read(Path.Combine(directory, "series.csv"), "series", "source", "group", "name", "unit", "base", "adjustment", "from", "confirmed", "note").Select(SeriesOf)];
        if (Series.GroupBy(s => s.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"series.csv: {twice.Key} stands there twice.");

        var names = known.DistinctBy(k => k.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(k => k.Name, k => k.Iso2, StringComparer.OrdinalIgnoreCase);
        foreach (var row in CodeFile.Read(Path.Combine(directory, "usgs-countries.csv"), "name", "country"))
        {
            if (!names.ContainsValue(row.Required("country"))) throw row.Wrong("country", "is no country of countries.csv");
            names[row.Required("name")] = row.Required("country");
        }

        names["Other"] = Other;
        countries = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<IndicatorSeries> Series { get; }

    public IndicatorSeries? Find(string id) => Series.FirstOrDefault(s => s.Id == id);

    public IEnumerable<IndicatorSeries> Of(string source) => Series.Where(s => s.Source == source);

    /// <summary>
    /// The ISO 3166 alpha-2 code of a country as USGS names it; <see cref="Other"/> for the rest that it does not name,
    /// <see cref="CodeBook.Unmapped"/> for a name that no list knows.
    /// </summary>
    public string CountryOf(string usgsName) => countries.GetValueOrDefault(usgsName.Replace('’', '\'')) ?? CodeBook.Unmapped;

    private static IndicatorSeries SeriesOf(CodeRow row) => new(
        Id().IsMatch(row.Required("series")) ? row.Required("series") : throw row.Wrong("series", "is not made of capital letters, digits and dashes"),
        row.Required("source") is "bls" or "usgs" ? row.Required("source") : throw row.Wrong("source", "is neither bls nor usgs"),
        IndicatorSeries.Groups.Contains(row.Required("group"), StringComparer.Ordinal) ? row.Required("group") : throw row.Wrong("group", "is no group"),
        row.Required("name"),
        row.Required("unit"),
        row["base"],
        row.Required("adjustment") is "SA" or "NSA" ? row.Required("adjustment") : throw row.Wrong("adjustment", "is neither SA nor NSA"),
        row["from"] is not { } from ? null : Month.TryParse(from, out var month) ? month : throw row.Wrong("from", "is not a month (YYYY-MM)"),
        row.Required("confirmed") switch { "yes" => true, "no" => false, _ => throw row.Wrong("confirmed", "is neither yes nor no") });

    [GeneratedRegex("^[A-Z0-9-]{1,30}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
