using System.Text;

namespace Aim.Tests.Licenses;

/// <summary>Makes up snapshots, good and bad rows mixed, in all the ways that CSV can be written.</summary>
internal sealed class LicenseDocuments
{
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["license_id"] = ["A-1", "A-2", "A-3", "", "sp ace", "qu\"ote", "0123456789abcdef"],
        ["issue_date"] = ["2022-05-01", "2022-06-01", "2021-12-31", "2022-02-30", "2024-02-29", "2023-02-29", "yesterday"],
        ["status"] = ["active", "active", "active", "cancelled", "unused", "ACTIVE", ""],
        ["entry_type"] = ["Consumption", "FTZ", "a,b"],
        ["expected_import_date"] = ["2022-06-28", "2022-06-29", "2022-07-31", "2022-04-31", "22-07-31", "2022-07-1"],
        ["hts10"] = ["7601103000", "7606123045", "0000000001", "9999999999", "760110300", "7601.10.30"],
        ["country_origin"] = ["CA", "AE", "ZZ", "", "Ca", "N/A"],
        ["country_export"] = ["CA", "", "N/A", "UNKNOWN", "Canada"],
        ["smelt1"] = ["CA", "RU", "N/A", "UNKNOWN", "", "n/a"],
        ["smelt2"] = ["", "IS", "N/A", "UNKNOWN", "two\nlines"],
        ["cast"] = ["CA", "BH", "N/A", "UNKNOWN", ""],
        ["quantity_kg"] = ["0", "1", "20000", "1000000000", "1000000001", "-5", "12.0", "12.5", "", "123456789012345678901"],
        ["customs_value_usd"] = ["0", "60", "52000", "1000000000000", "1000000000001", "1.", "3e4"],
        ["port"] = ["Detroit", "", "Los Angeles, \"CA\"", "two\r\nlines", "\n\n"],
        ["extra"] = ["", "\"", ",", "é"],
    };

    private readonly Random random;

    public LicenseDocuments(Random random, int rows)
    {
        this.random = random;
        var columns = Values.Keys.OrderBy(_ => random.Next()).ToList();
        var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        text.Append(string.Join(',', columns.Select(Cell)));
        for (var row = 0; row < rows; row++)
        {
            text.Append(random.Next(2) == 0 ? "\n" : "\r\n");
            while (random.Next(8) == 0) text.Append('\n');
            var cells = columns.Select(Value).ToList();
            if (random.Next(20) == 0) cells.RemoveAt(random.Next(cells.Count));
            text.AppendJoin(',', cells.Select(Cell));
        }

        Text = text.ToString();
    }

    public string Text { get; }

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>Often a good one, so that many rows are good.</summary>
    private string Value(string column) => column == "license_id" && random.Next(4) != 0
        ? $"L{random.Next(10_000)}"
        : Values[column][random.Next(20) == 0 ? random.Next(Values[column].Length) : random.Next(Math.Min(2, Values[column].Length))];

    private string Cell(string value) => random.Next(4) == 0 || value.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;
}
