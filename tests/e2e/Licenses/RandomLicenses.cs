using System.Globalization;
using System.Text;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>
/// Weekly snapshots over eight months, the same for the same seed. Licences come, are amended, cancelled, unused, and move to other
/// months; months fall out of later snapshots; a month loses all its licences and gets others; a few rows are bad.
/// </summary>
internal sealed class RandomLicenses(int seed)
{
    public static readonly DateOnly First = new(2022, 3, 15), Last = new(2022, 11, 8);

    /// <summary>The file of this day is not a snapshot, that of the next one says nothing new, and on the third a month loses all its licences.</summary>
    public static readonly DateOnly Rubbish = new(2022, 7, 1), Repeated = new(2022, 8, 9), Emptied = new(2022, 6, 14);

    /// <summary>From here on a smelter must be known.</summary>
    private static readonly DateOnly KnownFrom = new(2022, 6, 29);

    /// <summary>More than one snapshot in a week.</summary>
    private static readonly DateOnly[] Extra = [new(2022, 5, 5), new(2022, 9, 30)];

    private static readonly string[] Columns =
    [
        "license_id", "issue_date", "status", "entry_type", "expected_import_date", "hts10", "country_origin", "country_export", "smelt1", "smelt2",
        "cast", "quantity_kg", "customs_value_usd", "port",
    ];

    private static readonly string[] Countries = ["CA", "CA", "AE", "RU", "CN", "IN", "BH", "MX", "IS", "ZA", "AR", "DE", "KR", "SJ", "ZZ", "XQ"];

    private static readonly Action<Dictionary<string, string>>[] Faults =
    [
        r => r["expected_import_date"] = "2022-06-31", r => r["issue_date"] = "2022-2-01", r => r["quantity_kg"] = "-5", r => r["quantity_kg"] = "1000000001",
        r => r["customs_value_usd"] = "12.5", r => r["cast"] = "N/A", r => r["cast"] = "", r => r["status"] = "Active", r => r["hts10"] = "760110300",
        r => r["country_origin"] = "N/A", r => r["smelt1"] = "", r => r["license_id"] = "sp ace", r => r["country_export"] = "Canada", r => r.Remove("port"),
        r => (r["expected_import_date"], r["smelt1"]) = ("2022-06-29", "UNKNOWN"), r => (r["expected_import_date"], r["smelt2"]) = ("2022-12-31", "UNKNOWN"),
    ];

    private readonly Random random = new(seed);
    private readonly List<Dictionary<string, string>> licenses = [];

    /// <summary>The files by day, ascending; one of them is not a snapshot.</summary>
    public SortedDictionary<DateOnly, string> Make()
    {
        var files = new SortedDictionary<DateOnly, string>();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var weeks = (day.DayNumber - First.DayNumber) / 7.0;
            if (day == Repeated) files.Add(day, files.Last().Value);
            else if (weeks % 1 == 0 || Extra.Contains(day)) files.Add(day, Snapshot(day));
        }

        files.Add(Rubbish, "period,hts10,cty_code\n2022-07,7601103000,1220\n");
        return files;
    }

    private string Snapshot(DateOnly day)
    {
        foreach (var license in licenses) Live(license, day);
        for (var i = licenses.Count == 0 ? 200 : 40; i > 0; i--) licenses.Add(License(day));
        if (day == Emptied) licenses.FindAll(l => l["expected_import_date"].StartsWith("2022-07", StringComparison.Ordinal)).ForEach(l => l["status"] = random.Next(2) == 0 ? "cancelled" : "unused");

        var months = Enumerable.Range(-2, 5).Select(i => Text(day.AddMonths(i))[..7]).ToList();
        if (random.Next(3) == 0) months.RemoveAt(random.Next(months.Count));
        var rows = licenses.FindAll(l => months.Contains(l["expected_import_date"][..7], StringComparer.Ordinal));
        for (var i = 1 + (rows.Count / 40); i > 0; i--) rows.Insert(random.Next(rows.Count + 1), Bad(rows[random.Next(rows.Count)]));
        if (random.Next(2) == 0) rows.Add(new(rows.Find(r => r["status"] == "active")!, StringComparer.Ordinal) { ["quantity_kg"] = "777" });
        return Csv(rows);
    }

    private Dictionary<string, string> License(DateOnly day)
    {
        var issued = day.AddDays(-random.Next(7));
        var expected = day.AddDays(random.Next(-45, 75));
        string[] codes = [.. LicenseData.Codes];
        var kilograms = random.Next(12) switch { 0 => 0, 1 => random.Next(1, 100), 2 => random.NextInt64(500_000, 4_000_000), 3 => random.NextInt64(0, 1_000_000_001), _ => random.Next(1_000, 60_000) };
        return new(StringComparer.Ordinal)
        {
            ["license_id"] = string.Create(CultureInfo.InvariantCulture, $"L{licenses.Count}"),
            ["issue_date"] = Text(issued),
            ["status"] = Pick("active", "active", "active", "active", "active", "cancelled", "unused"),
            ["entry_type"] = Pick("Consumption", "FTZ"),
            ["expected_import_date"] = Text(expected),
            ["hts10"] = Pick(codes),
            ["country_origin"] = Pick(Countries),
            ["country_export"] = Pick("CA", "", "N/A", "UNKNOWN"),
            ["smelt1"] = random.Next(8) switch { 0 => "N/A", 1 when expected < KnownFrom => "UNKNOWN", _ => Pick(Countries) },
            ["smelt2"] = random.Next(6) switch { 0 => Pick(Countries), 1 => "N/A", 2 when expected < KnownFrom => "UNKNOWN", _ => "" },
            ["cast"] = Pick(Countries),
            ["quantity_kg"] = string.Create(CultureInfo.InvariantCulture, $"{kilograms}") + Pick("", "", ".0", ".000"),
            ["customs_value_usd"] = string.Create(CultureInfo.InvariantCulture, $"{random.Next(10) switch { 0 => random.Next(250), 1 => random.NextInt64(1_000_000_000_001), _ => kilograms * random.Next(2, 6) }}"),
            ["port"] = Pick("Detroit", "", "Los Angeles, CA", "two \"ports\"", "one\nport"),
        };
    }

    /// <summary>What a week can do to a licence.</summary>
    private void Live(Dictionary<string, string> license, DateOnly day)
    {
        var chance = random.Next(100);
        if (chance < 2) license["status"] = Pick("cancelled", "unused");
        else if (chance < 3) license["status"] = "active";
        else if (chance < 6) license["quantity_kg"] = string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 90_000)}");
        else if (chance < 8 && !license.ContainsValue("UNKNOWN")) license["expected_import_date"] = Text(day.AddDays(random.Next(-40, 60)));
    }

    /// <summary>A row that breaks a rule; often in the name of a licence that is good, and in a month of its own.</summary>
    private Dictionary<string, string> Bad(Dictionary<string, string> good)
    {
        var row = new Dictionary<string, string>(good, StringComparer.Ordinal);
        if (random.Next(2) == 0) row["license_id"] = string.Create(CultureInfo.InvariantCulture, $"B{random.Next(1_000_000)}");
        if (random.Next(2) == 0) row["expected_import_date"] = "2031-01-15";
        Faults[random.Next(Faults.Length)](row);
        return row;
    }

    /// <summary>One of the ways in which a table can be written as CSV.</summary>
    private string Csv(List<Dictionary<string, string>> rows)
    {
        var (columns, newLine, quotesAll) = ((string[])[.. Columns, .. random.Next(3) == 0 ? ["remark"] : Array.Empty<string>()], Pick("\n", "\r\n"), random.Next(4) == 0);
        if (random.Next(3) == 0) random.Shuffle(columns);
        var text = new StringBuilder(random.Next(3) == 0 ? "\uFEFF" : "").AppendJoin(',', columns.Select(Cell));
        foreach (var row in rows)
        {
            text.Append(newLine).Append(random.Next(50) == 0 ? newLine : "");
            text.AppendJoin(',', columns.Where(c => c == "remark" || row.ContainsKey(c)).Select(c => Cell(row.GetValueOrDefault(c, ""))));
        }

        return text.Append(random.Next(2) == 0 ? newLine : "").ToString();

        string Cell(string value) =>
            quotesAll || value.AsSpan().ContainsAny(",\"\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }

    private string Pick(params string[] values) => values[random.Next(values.Length)];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
