using System.Collections.Frozen;

namespace Aim.Trade.Codes;

/// <summary>An area of UN Comtrade by its M49 code.</summary>
/// <param name="M49">As the service writes it; some countries have a code of their own there.</param>
/// <param name="Code">ISO 3166 alpha-2; null where there is none.</param>
/// <param name="IsGroup">Whether it stands for several countries, the world among them: such rows are never added up.</param>
public sealed record Area(int M49, string? Code, string Name, bool IsGroup);

/// <summary>A country whose monthly figures are pulled.</summary>
/// <param name="Code">ISO 3166 alpha-2.</param>
/// <param name="M49">The code under which it reports.</param>
/// <param name="Months">The months for which it reports; after the last one its partners' figures stand in.</param>
/// <param name="LagMonths">Months after which a month is usually published; with more it is late.</param>
public sealed record Reporter(string Code, int M49, Validity Months, int LagMonths);

/// <summary>The code lists of world trade: areas, reporters in the order in which they are pulled, and the categories of the Global monitor.</summary>
public sealed class WorldBook
{
    private readonly FrozenDictionary<int, Area> areas;
    private readonly FrozenDictionary<string, Reporter> reporters;
    private readonly FrozenDictionary<string, string> names;

    /// <exception cref="InvalidDataException">A file is malformed; file and line are named.</exception>
    internal WorldBook(string directory)
    {
        Areas = [.. CodeFile.Read(Path.Combine(directory, "areas.csv")).Select(r => new Area(r.Whole("m49"), r["code"], r.Required("name"), r.Required("kind") == "group"))];
        Reporters = [.. CodeFile.Read(Path.Combine(directory, "reporters.csv")).Select(r => new Reporter(r.Required("code"), r.Whole("m49"), r.Validity(), r.Whole("lag_months")))];
        Categories = [.. CodeFile.Read(Path.Combine(directory, "categories.csv")).Select(r => r.Required("category"))];
        areas = Areas.ToFrozenDictionary(a => a.M49);
        reporters = Reporters.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
        names = Areas.Where(a => a.Code is not null).GroupBy(a => a.Code!, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => (g.FirstOrDefault(a => reporters.GetValueOrDefault(g.Key)?.M49 == a.M49) ?? g.Last()).Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<Area> Areas { get; }

    /// <summary>Large exporters first.</summary>
    public IReadOnlyList<Reporter> Reporters { get; }

    /// <summary>Headings of four digits.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The codes of all countries, in order.</summary>
    public IEnumerable<string> Codes => names.Keys.Order(StringComparer.Ordinal);

    public Reporter? ReporterOf(string code) => reporters.GetValueOrDefault(code);

    /// <summary>Whether a list knows the area, also one that is no country, as bunkers.</summary>
    public bool IsKnown(int m49) => areas.ContainsKey(m49);

    /// <summary>The country of an area: null where it is a group, <see cref="CodeBook.Unmapped"/> where it is none or no list knows it.</summary>
    public string? CodeOf(int m49) => !areas.TryGetValue(m49, out var area) ? CodeBook.Unmapped : area.IsGroup ? null : area.Code ?? CodeBook.Unmapped;

    public string NameOf(string code) => names.GetValueOrDefault(code) ?? CodeBook.UnmappedName;
}
