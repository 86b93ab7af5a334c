using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aim.Trade.Indicators;
using Aim.Trade.Signals;

namespace Aim.Trade.Codes;

/// <summary>
/// The code lists and rules in force, read from the dated data files of one folder. Everything that changes by decree is here;
/// a code that no rule knows is <see cref="Unmapped"/>, never dropped.
/// </summary>
public sealed class CodeBook
{
    public const string Unmapped = "unmapped";

    public const string UnmappedName = "Not in the code lists";

    private readonly FrozenDictionary<string, Country> countries;
    private readonly FrozenDictionary<string, string> ctyCodes;
    private readonly FrozenDictionary<string, HtsCode> hts;
    private readonly FrozenDictionary<string, string> hs;
    private readonly FrozenDictionary<string, string> productNames;
    private readonly FrozenDictionary<string, Region> regions;
    private readonly FrozenDictionary<string, DatedRules> bases;
    private readonly FrozenDictionary<Month, DateOnly> releases;
    private readonly DatedRules products;
    private readonly DatedRules regionOf;

    private CodeBook(string directory)
    {
        IEnumerable<CodeRow> Rows(string file) => CodeFile.Read(Path.Combine(directory, file));

        Countries = [.. Rows("countries.csv").Select(r =>
            new Country(r.Required("cty_code"), r.Required("iso2"), r.Required("iso3"), r.Required("m49"), r.Required("name")))];
        IsoOnly = [.. Rows("iso-only.csv").Select(r => r.Required("iso2"))];
        Regions = [.. Rows("regions.csv").Select(r => new Region(r.Required("region"), r.Required("name"), r.Required("note")))];
        RegionMembers = [.. Rows("region-members.csv").Select(r => new RegionMember(r.Required("region"), r.Required("cty_code"), r.Validity()))];
        Products = [.. Rows("products.csv").Select(r =>
            new ProductRule(r.Required("product"), r.Required("hs_prefix"), r.Required("name"), r.Validity()))];
        Hts = [.. Rows("hts.csv").Select(r =>
            new HtsCode(r.Required("hts10"), r.Required("name"), r.Required("unit"), r.Validity()))];
        Concordance = [.. Rows("concordance.csv").Select(r => new HtsChange(
            r.Required("old_hts10"), r.Required("new_hts10"), r["from"] is { } from ? Month.Parse(from) : null, r.Required("certainty")))];
        Hts = [.. Hts.Concat(Retired()).OrderBy(h => h.Hts10, StringComparer.Ordinal)];
        Bases = [.. Rows("bases.csv").Select(r => new BasisRule(r.Required("basis"), r.Required("hs_prefix"), r.Required("name"), r.Validity()))];
        Events = [.. Rows("events.csv").Select(Event).OrderBy(e => e.Date).ThenBy(e => e.Id, StringComparer.Ordinal)];
        AnnualFigures = [.. Rows("annual-summary.csv").Select(r => new AnnualFigure(
            r.Required("item"), r.Required("item_name"), r["country"], r.Required("period"), r.Number("value"), r.Required("unit"), r.Required("status"), r.Required("edition"), Month.Parse(r.Required("published"))))];
        IndustryCounts = [.. Rows("industry-counts.csv").Select(r => new IndustryCount(
            r.Required("measure"), r.Required("measure_name"), r.Required("period"), r.Number("value"), r.Required("unit"), r.Required("scope"), r.Required("source"), r["url"],
            r["published"] is { } month ? Month.Parse(month) : null))];

        countries = Countries.ToFrozenDictionary(c => c.CtyCode, StringComparer.Ordinal);
        regions = Regions.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
        hts = Hts.ToFrozenDictionary(h => h.Hts10, StringComparer.Ordinal);
        hs = Rows("hs.csv").ToFrozenDictionary(r => r.Required("hs"), r => r.Required("name"), StringComparer.Ordinal);
        productNames = Products.DistinctBy(p => p.Product).ToFrozenDictionary(p => p.Product, p => p.Name, StringComparer.Ordinal);
        releases = Rows("releases.csv").ToFrozenDictionary(
            r => Month.Parse(r.Required("period")),
            r => DateOnly.ParseExact(r.Required("release_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture));
        products = new DatedRules(Products.Select(p => (p.HsPrefix, p.Product, p.Months)));
        regionOf = new DatedRules(RegionMembers.Select(m => (m.CtyCode, m.Region, m.Months)));
        bases = Bases.GroupBy(b => b.Basis, StringComparer.Ordinal).ToFrozenDictionary(
            g => g.Key, g => new DatedRules(g.Select(b => (b.HsPrefix, b.Basis, b.Months))), StringComparer.Ordinal);
        BasisNames = [.. Bases.Select(b => b.Basis).Distinct(StringComparer.Ordinal)];
        ctyCodes = Countries.GroupBy(c => c.Iso2, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First().CtyCode, StringComparer.Ordinal);
        Signals = new SignalRules(directory, ctyCodes.ContainsKey);
        World = new WorldBook(directory);
        Indicators = new IndicatorBook(directory, Countries.Select(c => (c.Iso2, c.Name)));
        IsDated = products.IsDated || regionOf.IsDated || bases.Values.Any(b => b.IsDated);
        Version = HashOf(directory, [.. Directory.EnumerateFiles(directory, "*.csv").Select(f => Path.GetFileName(f))]);
        StoredVersion = HashOf(directory, "bases.csv", "areas.csv", "categories.csv");
    }

    public IReadOnlyList<Country> Countries { get; }

    /// <summary>ISO 3166 codes of territories that the Census does not tell apart: valid to ask for, never with a row.</summary>
    public IReadOnlyList<string> IsoOnly { get; }

    public IReadOnlyList<Region> Regions { get; }

    public IReadOnlyList<RegionMember> RegionMembers { get; }

    public IReadOnlyList<ProductRule> Products { get; }

    public IReadOnlyList<HtsCode> Hts { get; }

    public IReadOnlyList<HtsChange> Concordance { get; }

    public IReadOnlyList<BasisRule> Bases { get; }

    public IReadOnlyList<string> BasisNames { get; }

    /// <summary>What the alerts go by.</summary>
    public SignalRules Signals { get; }

    public IReadOnlyList<PolicyEvent> Events { get; }

    public IReadOnlyList<AnnualFigure> AnnualFigures { get; }

    public IReadOnlyList<IndustryCount> IndustryCounts { get; }

    /// <summary>The lists of world trade.</summary>
    public WorldBook World { get; }

    /// <summary>The series of prices, production, employment and wages.</summary>
    public IndicatorBook Indicators { get; }

    /// <summary>Whether any grouping of a code can differ between months.</summary>
    public bool IsDated { get; }

    /// <summary>Hash of the files: another set of rules is another version, 12 hexadecimal digits.</summary>
    public string Version { get; }

    /// <summary>The same for the rules that shape what is stored; the others are applied when an answer is made.</summary>
    public string StoredVersion { get; }

    /// <exception cref="InvalidDataException">A file is malformed; the message names it.</exception>
    public static CodeBook Load(string directory) => new(directory);

    /// <summary>The Schedule C code of an ISO code: the first, where there are several.</summary>
    public string? CtyCodeOf(string iso2) => ctyCodes.GetValueOrDefault(iso2);

    public Country? CountryOf(string ctyCode) => countries.GetValueOrDefault(ctyCode);

    /// <summary>The name of an ISO code.</summary>
    public string CountryNameOf(string iso2) => CtyCodeOf(iso2) is { } code ? countries[code].Name : UnmappedName;

    public string RegionOf(string ctyCode, Month month) => regionOf.Find(ctyCode, month) ?? Unmapped;

    /// <summary>The region of a country by its ISO code.</summary>
    public string WorldRegionOf(string iso2, Month month) => CtyCodeOf(iso2) is { } cty ? RegionOf(cty, month) : Unmapped;

    public string ProductOf(string hts10, Month month) => products.Find(hts10, month) ?? Unmapped;

    public bool InBasis(string basis, string hts10, Month month) => bases[basis].Find(hts10, month) is not null;

    public HtsCode? HtsOf(string hts10) => hts.GetValueOrDefault(hts10);

    public string RegionName(string region) => regions.GetValueOrDefault(region)?.Name ?? UnmappedName;

    public string ProductName(string product) => productNames.GetValueOrDefault(product) ?? UnmappedName;

    /// <summary>The name of a code of 4, 6 or 10 digits.</summary>
    public string HsName(string code) => (code.Length == 10 ? HtsOf(code)?.Name : hs.GetValueOrDefault(code)) ?? UnmappedName;

    /// <summary>
    /// The day on which Census publishes a month: the calendar's where it has one, otherwise the usual 35 days after the month's end.
    /// </summary>
    public DateOnly ReleaseOf(Month month) => releases.TryGetValue(month, out var day) ? day : NextWeekday(month.LastDay.AddDays(35));

    /// <summary>Codes that are known only from what took their place; all of them counted kilograms.</summary>
    private IEnumerable<HtsCode> Retired() => Concordance
        .Where(c => Hts.All(h => h.Hts10 != c.Old))
        .GroupBy(c => c.Old, StringComparer.Ordinal)
        .Select(g => new HtsCode(g.Key, $"Retired code; its goods are now under {string.Join(", ", g.Select(c => c.New))}", "kg", default));

    private static DateOnly NextWeekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static PolicyEvent Event(CodeRow row) => new(
        DateOnly.ParseExact(row.Required("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        row.Required("id"),
        row.Required("title"),
        row["detail"],
        row.Required("countries").Split(';'),
        row["rate_percent"] is { } rate ? int.Parse(rate, CultureInfo.InvariantCulture) : null,
        row.Required("date_certainty"));

    private static string HashOf(string directory, params string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(directory, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
