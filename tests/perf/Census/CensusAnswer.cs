using System.Globalization;
using System.Text;

namespace Aim.Bench.Census;

/// <summary>A made-up answer of the Census service: the true header, one line for each row, the same bytes each time.</summary>
internal static class CensusAnswer
{
    /// <summary>Eight headings by thirty countries are the 240 groups.</summary>
    private static readonly int[] Headings = [7601, 7604, 7605, 7606, 7607, 7608, 7609, 7616];

    private static readonly string[] Descriptions =
        ["UNWROUGHT", "BARS, RODS", "WIRE", "PLATES,SHEETS", "FOIL", "TUBES, PIPES", "FITTINGS", "ARTICLES NESOI"];

    private const int Countries = 30;

    private const string Columns =
        "CTY_CODE,CTY_NAME,I_COMMODITY,I_COMMODITY_SDESC,UNIT_QY1,GEN_VAL_MO,GEN_QY1_MO,CON_VAL_MO,CON_QY1_MO,CON_CHA_MO,DUT_VAL_MO,CAL_DUT_MO,SUMMARY_LVL";

    /// <summary>One row for each code and country.</summary>
    public static void Write(Stream output, int rows)
    {
        var random = new Random(76);
        Write(output, Columns + ",I_COMMODITY,COMM_LVL,time", Enumerable.Range(0, rows).Select(row => Row(random, row)));
    }

    /// <summary>
    /// As when DISTRICT stands among the columns asked for: a total for each of so many cells, and after them district rows of the same
    /// cells until the answer is long enough.
    /// </summary>
    public static void WriteByDistrict(Stream output, int cells, long bytes)
    {
        var random = new Random(76);
        var rows = Enumerable.Range(0, int.MaxValue)
            .TakeWhile(row => row < cells || output.Position < bytes)
            .Select(row => Row(random, row % cells) + (row < cells ? ",\"-\"" : $",\"{row / cells:D2}\""));
        Write(output, Columns + ",I_COMMODITY,COMM_LVL,time,DISTRICT", rows);
    }

    private static void Write(Stream output, string columns, IEnumerable<string> rows)
    {
        output.Write("["u8);
        output.Write(Encoding.ASCII.GetBytes($"[\"{columns.Replace(",", "\",\"", StringComparison.Ordinal)}\"]"));
        foreach (var row in rows)
        {
            output.Write(",\n["u8);
            output.Write(Encoding.ASCII.GetBytes(row));
            output.Write("]"u8);
        }

        output.Write("]"u8);
    }

    private static string Row(Random random, int row)
    {
        var heading = row / Countries % Headings.Length;
        var country = 1000 + (row % Countries * 211);
        var code = (Headings[heading] * 1_000_000L) + (row / Countries / Headings.Length * 1010 % 1_000_000);
        // Trade is uneven: many cells are small, few are large.
        var kilograms = (int)Math.Pow(10, random.NextDouble() * 6);
        var value = (int)(kilograms * (2 + random.NextDouble()));
        return string.Create(CultureInfo.InvariantCulture,
            $"\"{country}\",\"LAND {row % Countries}\",\"{code}\",\"{Descriptions[heading]}\",\"KG\",\"{value}\",\"{kilograms}\",\"{value}\",\"{kilograms}\",\"{value / 20}\",\"0\",\"0\",\"DET\",\"{code}\",\"HS10\",\"2025-03\"");
    }
}
