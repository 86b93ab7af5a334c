using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Aim.EndToEnd.Tests.Licenses;

/// <summary>A good row of a snapshot, as the plainest reader sees it.</summary>
/// <param name="Month">Of the expected import date.</param>
/// <param name="Smelt">Two letters, <c>secondary</c> or <c>unknown</c>.</param>
internal sealed record LicenseLine(
    string Id, bool IsActive, string Month, string Code, string Origin, string Smelt, bool NamesSecondSmelter, string Cast, long Kilograms, long Dollars)
{
    private static readonly (string Column, string Form)[] Forms =
    [
        ("license_id", "[!#-~]{1,64}"), ("issue_date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"), ("status", "active|cancelled|unused"),
        ("expected_import_date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"), ("hts10", "[0-9]{10}"), ("country_origin", "[A-Z]{2}"),
        ("country_export", "[A-Z]{2}|N/A|UNKNOWN|"), ("smelt1", "[A-Z]{2}|N/A|UNKNOWN"), ("smelt2", "[A-Z]{2}|N/A|UNKNOWN|"), ("cast", "[A-Z]{2}"),
        ("quantity_kg", @"[0-9]{1,10}(\.0+)?"), ("customs_value_usd", @"[0-9]{1,13}(\.0+)?"),
    ];

    /// <summary>The good rows of a snapshot in their order; of a licence that is there twice, the first.</summary>
    public static List<LicenseLine> ReadAll(string csv)
    {
        var rows = Rows(csv.TrimStart('\uFEFF')).ToList();
        return [.. rows.Skip(1).Where(r => r.Count == rows[0].Count)
            .Select(r => rows[0].Zip(r).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))
            .Where(IsGood).Select(Of).DistinctBy(l => l.Id, StringComparer.Ordinal)];
    }

    private static bool IsGood(Dictionary<string, string> row) =>
        Array.TrueForAll(Forms, f => Regex.IsMatch(row[f.Column], $@"\A({f.Form})\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
        && Array.TrueForAll(["issue_date", "expected_import_date"], c => DateOnly.TryParseExact(row[c], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        && Whole(row["quantity_kg"]) <= 1_000_000_000 && Whole(row["customs_value_usd"]) <= 1_000_000_000_000
        && (string.CompareOrdinal(row["expected_import_date"], "2022-06-29") < 0 || (row["smelt1"] != "UNKNOWN" && row["smelt2"] != "UNKNOWN"));

    private static LicenseLine Of(Dictionary<string, string> row) => new(
        row["license_id"], row["status"] == "active", row["expected_import_date"][..7], row["hts10"], row["country_origin"],
        row["smelt1"] switch { "N/A" => "secondary", "UNKNOWN" => "unknown", var country => country },
        row["smelt2"].Length == 2, row["cast"], Whole(row["quantity_kg"]), Whole(row["customs_value_usd"]));

    private static long Whole(string text) => long.Parse(text.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>RFC 4180, character by character; blank lines are no rows.</summary>
    private static IEnumerable<List<string>> Rows(string csv)
    {
        var (row, cell, quoted, last) = (new List<string>(), new StringBuilder(), false, ',');
        foreach (var c in csv.Append('\n'))
        {
            if (c == '"')
            {
                // Right behind a quote that closes, it is one of the text.
                if (!quoted && last == '"') cell.Append('"');
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\r' or '\n'))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    if (row is not [""]) yield return row;
                    row = [];
                }
            }

            last = c;
        }
    }
}
