using System.Globalization;
using System.Text.RegularExpressions;
using Aim.Pipeline.Licenses;

namespace Aim.Tests.Licenses;

/// <summary>Reads a snapshot as one would who has all the time and memory: regular expressions and a dictionary.</summary>
internal sealed partial class LicenseOracle
{
    private readonly HashSet<string> ids = [];

    public LicenseOracle(LicenseDocuments document)
    {
        var rows = NaiveCsv.Read(document.Text.TrimStart('\uFEFF')).ToList();
        var header = rows[0].Cells;
        foreach (var (line, cells) in rows[1..])
        {
            var row = header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
            var bad = cells.Count == header.Count ? BadColumn(row) : "";
            if (bad is null) Take(row);
            else Refused.Add((line, bad));
        }
    }

    public List<(int Line, string Column)> Refused { get; } = [];

    public int Accepted { get; private set; }

    public int Inactive { get; private set; }

    public int Flagged { get; private set; }

    public HashSet<string> Months { get; } = [];

    public SortedDictionary<string, LicenseSums> Cells { get; } = new(StringComparer.Ordinal);

    private string? BadColumn(Dictionary<string, string> row)
    {
        var mayBeUnknown = !IsDate(row["expected_import_date"]) || Date(row["expected_import_date"]) < new DateOnly(2022, 6, 29);
        (string Column, bool IsGood)[] rules =
        [
            ("license_id", Id().IsMatch(row["license_id"])),
            ("issue_date", IsDate(row["issue_date"])),
            ("status", row["status"] is "active" or "cancelled" or "unused"),
            ("expected_import_date", IsDate(row["expected_import_date"])),
            ("hts10", TenDigits().IsMatch(row["hts10"])),
            ("country_origin", Country().IsMatch(row["country_origin"])),
            ("country_export", row["country_export"] is "" or "N/A" or "UNKNOWN" || Country().IsMatch(row["country_export"])),
            ("smelt1", IsSmelter(row["smelt1"], mayBeUnknown)),
            ("smelt2", row["smelt2"] is "" || IsSmelter(row["smelt2"], mayBeUnknown)),
            ("cast", Country().IsMatch(row["cast"])),
            ("quantity_kg", IsWhole(row["quantity_kg"], 1_000_000_000)),
            ("customs_value_usd", IsWhole(row["customs_value_usd"], 1_000_000_000_000)),
        ];
        return Array.Find(rules, rule => !rule.IsGood).Column ?? (ids.Add(row["license_id"]) ? null : "license_id");
    }

    private void Take(Dictionary<string, string> row)
    {
        var month = row["expected_import_date"][..7];
        Months.Add(month);
        if (row["status"] != "active")
        {
            Inactive++;
            return;
        }

        Accepted++;
        var (kilograms, dollars) = ((long)Number(row["quantity_kg"]), (long)Number(row["customs_value_usd"]));
        var days = Date(row["expected_import_date"]).DayNumber - Date(row["issue_date"]).DayNumber;
        var perTon = kilograms == 0 ? (dollars == 0 ? 1_000 : decimal.MaxValue) : dollars * 1_000m / kilograms;
        if (days is > 75 or < -60 || row["hts10"][..2] != "76" || perTon is < 300 or > 60_000) Flagged++;

        var smelt = row["smelt1"] switch { "N/A" => "secondary", "UNKNOWN" => "unknown", var country => country };
        var key = $"{month} {row["hts10"]} {row["country_origin"]} {smelt} {row["cast"]}";
        var sums = Cells.GetValueOrDefault(key);
        Cells[key] = new LicenseSums(
            sums.Kilograms + kilograms, sums.Dollars + dollars, sums.SecondSmeltKilograms + (Country().IsMatch(row["smelt2"]) ? kilograms : 0), sums.Licenses + 1);
    }

    private static bool IsSmelter(string text, bool mayBeUnknown) => text is "N/A" || (text is "UNKNOWN" && mayBeUnknown) || Country().IsMatch(text);

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsWhole(string text, decimal most) => Whole().IsMatch(text) && Number(text) <= most;

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[!#-~]{1,64}\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9]{10}\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TenDigits();

    [GeneratedRegex("^[A-Z]{2}\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Country();

    [GeneratedRegex("^[0-9]+(?:\\.0+)?\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();
}
