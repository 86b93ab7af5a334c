using System.Globalization;
using System.Text;

namespace Aim.EndToEnd.Tests.Trade;

/// <summary>A row of a recorded file; null is an empty cell. Exports have no general trade.</summary>
internal sealed record Row(string Period, string Code, string Country, long? Value, long? Kilograms, long? GeneralValue = null, long? GeneralKilograms = null)
{
    public (string Period, string Code, string Country) Key => (Period, Code, Country);

    /// <summary>Value and kilograms of one trade.</summary>
    public (long? Value, long? Kilograms) Figures(bool general) => general ? (GeneralValue, GeneralKilograms) : (Value, Kilograms);
}

/// <summary>One file of a feed; no date is "always there".</summary>
internal sealed record RecordedFile(DateOnly? Date, IReadOnlyList<Row> Rows);

/// <summary>Everything that a data directory says of one feed.</summary>
/// <param name="Feed">Also the beginning of its files' names.</param>
internal sealed record Recording(string Feed, IReadOnlyList<RecordedFile> Files)
{
    public bool IsImports => string.Equals(Feed, "census-imports", StringComparison.Ordinal);

    public string DataSet => IsImports ? "us-imports" : "us-exports";

    public IEnumerable<DateOnly> Dates => Files.Select(f => f.Date).OfType<DateOnly>();

    /// <summary>What the service says on a day: for each month the newest file that has it.</summary>
    public Dictionary<string, List<Row>> On(DateOnly day)
    {
        var months = new Dictionary<string, List<Row>>(StringComparer.Ordinal);
        foreach (var file in Files.Where(f => f.Date is null || f.Date <= day).OrderBy(f => f.Date))
        {
            foreach (var month in file.Rows.GroupBy(r => r.Period, StringComparer.Ordinal)) months[month.Key] = [.. month];
        }

        return months;
    }

    public void WriteTo(string directory)
    {
        foreach (var file in Files)
        {
            var text = new StringBuilder(IsImports
                ? "period,hts10,cty_code,con_val_usd,con_qty_kg,gen_val_usd,gen_qty_kg,dut_val_usd,cal_dut_usd\n"
                : "period,schedule_b,cty_code,all_val_usd,qty_kg\n");
            foreach (var row in file.Rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{row.Period},{row.Code},{row.Country},{row.Value},{row.Kilograms}");
                if (IsImports) text.Append(CultureInfo.InvariantCulture, $",{row.GeneralValue},{row.GeneralKilograms},,");
                text.Append('\n');
            }

            var date = file.Date is { } day ? $"-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
            File.WriteAllText(Path.Combine(directory, $"{Feed}{date}.csv"), text.ToString());
        }
    }
}
